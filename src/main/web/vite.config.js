import { defineConfig } from 'vite';

// Fixed file names, because the pages name them. So the server asks browsers to check for a new copy each time.
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
