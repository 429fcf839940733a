// A headless Chromium of the system, and the checks that every page has to pass.
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** The path of a Chromium: the one named in CHROMIUM, or the first on the PATH, or null. */
export function findChromium() {
  const onPath = process.env.PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env.CHROMIUM, ...onPath].find((path) => path && isExecutable(path)) ?? null;
}

export async function launch(executablePath) {
  return chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, TZ: 'UTC' } });
}

/** Notes what must not happen on any page: messages on the error console, and requests to anywhere else. */
export function watch(page, baseUrl) {
  const noted = [];
  page.on('console', (message) => message.type() === 'error' && noted.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => noted.push(`page error: ${error.message}`));
  page.on('request', (request) => {
    const isOurs = request.url().startsWith(baseUrl) || request.url().startsWith('data:');
    isOurs || noted.push(`request to somewhere else: ${request.url()}`);
  });
  return noted;
}

/** What keeps people with a screen reader, a keyboard or weak eyes out: axe's serious and critical findings. */
export async function accessibilityFindings(page) {
  // evaluated, not added as a script: the page's own policy forbids inline scripts, and should
  const { violations } = await page.evaluate(`${AXE}; axe.run(document, { iframes: false })`);
  return violations
    .filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
