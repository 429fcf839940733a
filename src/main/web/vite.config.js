import { defineConfig } from 'vite';

// Fixed file names, because the pages name them; the server answers with an ETag, so nobody keeps an old copy.
export default defineConfig({
  base: '/app/',
  logLevel: 'warn',
  build: {
    outDir: '../../../target/classes/META-INF/resources/app/',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { waymark: 'app/waymark.js' },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
});
