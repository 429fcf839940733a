// Peer test: node segment-browser.mjs <host> <writeKey> <userId>
// Opens a page of another origin in Chromium, with the unmodified browser SDK of Segment, and makes every call there is,
// one request each; then two calls that wait for their batch when the page is left.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, launch } from './browser.mjs';

const SDK = join(fileURLToPath(new URL('.', import.meta.url)), 'node_modules/@segment/analytics-next/dist/umd');
const PATIENCE_MS = 30_000;
const [host, writeKey, userId] = process.argv.slice(2);
if (!userId) {
  end('Usage: node segment-browser.mjs <host> <writeKey> <userId>', 1);
}
const executable = findChromium();
if (!executable) {
  end("Skipped: no Chromium was found. Install your system's chromium, or name one in CHROMIUM.", process.env.CI ? 1 : 0);
}

const site = createServer(serve).listen(0, '127.0.0.1');
await new Promise((resolve) => site.once('listening', resolve));
const shop = `http://127.0.0.1:${site.address().port}`;
const browser = await launch(executable);
const page = await browser.newPage();
page.setDefaultTimeout(PATIENCE_MS);
const noted = [];
page.on('console', (message) => message.type() === 'error' && noted.push(message.text()));
page.on('pageerror', (error) => noted.push(error.message));
page.on('request', (request) => {
  const isKnown = [shop, host].some((origin) => request.url().startsWith(`${origin}/`));
  isKnown || noted.push(`request to somewhere else: ${request.url()}`);
});
const answers = [];
page.on('response', (response) => {
  response.request().method() === 'POST' && answers.push(`${new URL(response.url()).pathname} ${response.status()}`);
});

await page.goto(`${shop}/`);
await page.evaluate(makeEveryCall, { host, writeKey, userId });
await page.goto(`${shop}/again`);
await page.evaluate(fillABatch, { host, writeKey, userId });
await page.goto(`${shop}/left`);
await browser.close();
site.close();
console.log(answers.sort().join('\n'));
end(noted.length === 0 ? 'every call was made' : `noted: ${noted.join('; ')}`, noted.length === 0 ? 0 : 1);

async function makeEveryCall({ host, writeKey, userId }) {
  const { AnalyticsBrowser } = window.AnalyticsNext;
  const analytics = AnalyticsBrowser.load({ writeKey, cdnURL: host });
  const made = [
    await analytics.page('Shop', 'Home', { path: '/' }),
    await analytics.identify(userId, { firstName: 'Dora', email: `${userId}@example.org` }),
    await analytics.track('Product Viewed', { sku: 'A-1', value: 9.5, name: 'สวัสดี 😀' }),
    await analytics.screen('Cart'),
    await analytics.group(`group-${userId}`, { plan: 'paid' }),
    await analytics.alias(`${userId}-new`, userId),
  ];
  const failed = made.filter((context) => context.failedDelivery?.());
  if (failed.length > 0) {
    throw new Error(`not taken: ${failed.map((context) => context.event.type).join(', ')}`);
  }
}

async function fillABatch({ host, writeKey, userId }) {
  const { AnalyticsBrowser } = window.AnalyticsNext;
  const deliveryStrategy = { strategy: 'batching', config: { size: 3, timeout: 60_000 } };
  const [analytics] = await AnalyticsBrowser.load(
    { writeKey, cdnURL: host },
    { integrations: { 'Segment.io': { deliveryStrategy } } },
  );
  const calls = ['One', 'Two', 'Three', 'Left One', 'Left Two'];
  for (const name of calls) {
    await analytics.track(name, {}, { userId });
  }
}

function serve({ url }, response) {
  const file = url.startsWith('/sdk/') ? join(SDK, url.slice('/sdk/'.length).replace(/[^\w.-]/g, '')) : null;
  response.setHeader('Content-Type', file ? 'text/javascript' : 'text/html; charset=utf-8');
  response.end(file ? readFileSync(file) : '<!doctype html><title>A shop</title><script src="/sdk/index.js"></script>');
}

function end(sentence, status) {
  console.log(sentence);
  process.exit(status);
}
