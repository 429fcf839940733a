// Peer test: node push.mjs <host> <writeKey> <userId> <userHash> <portOfOurPushService>
// Opens a page of another origin in Chromium that includes Waymark's script for push messages, allows them, and waits for
// one: it is caught by a push service of its own, read by WebCrypto in the page (RFC 8291), and given to the service worker.
import { createServer } from 'node:http';
import { findChromium, launch } from './browser.mjs';

const PATIENCE_MS = 60_000;
const [host, writeKey, userId, userHash, port] = process.argv.slice(2);
if (!port) {
  end('Usage: node push.mjs <host> <writeKey> <userId> <userHash> <port>', 1);
}
const executable = findChromium();
if (!executable) {
  end("Skipped: no Chromium was found. Install your system's chromium, or name one in CHROMIUM.", process.env.CI ? 1 : 0);
}

let arrived;
const push = new Promise((resolve) => (arrived = resolve));
const service = await listen((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    arrived({ headers: request.headers, url: request.url, body: Buffer.concat(parts) });
    response.writeHead(201).end();
  });
}, Number(port));
const site = await listen(serve, 0);
const shop = `http://127.0.0.1:${site.address().port}`;

const browser = await launch(executable);
const context = await browser.newContext({ permissions: ['notifications'] });
const page = await context.newPage();
page.setDefaultTimeout(PATIENCE_MS);
const noted = [];
page.on('console', (message) => message.type() === 'error' && noted.push(message.text()));
page.on('pageerror', (error) => noted.push(error.message));

await page.goto(`${shop}/`);
const native = await page.evaluate(tryThePushServiceOfChromium, host);
console.log(`PushManager.subscribe of this Chromium: ${native}`);
await page.evaluate(beABrowserOfOurPushService, `http://127.0.0.1:${port}/push/${userId}`);
const permission = await page.evaluate(
  (ours) => window.waymarkPush.subscribe(ours),
  { host, writeKey, userId, userHash },
);
check(permission === 'granted', `the visitor was asked: ${permission}`);
console.log('registered');

const { headers, body } = await withinPatience(push);
check(headers['content-encoding'] === 'aes128gcm', 'encrypted as aes128gcm');
check(/^vapid t=.+, ?k=.+/.test(headers.authorization), 'signed by VAPID');
const text = await page.evaluate(decrypt, [...body]);
const message = JSON.parse(text);
check(message.title && message.body, `read by WebCrypto: ${message.title}`);

const shown = await giveToTheServiceWorker(text);
check(shown.length === 1, 'one message is shown');
check(shown[0].title === message.title && shown[0].body === message.body, 'with its title and body');
check(shown[0].tag === message.id && shown[0].link === message.link, 'its id and its link');
check((await giveToTheServiceWorker(text)).length === 1, 'a repeat takes its place');
check((await giveToTheServiceWorker('"nothing of ours"')).length === 1, 'what is not ours is not shown');

await page.evaluate(
  (ours) => window.waymarkPush.unsubscribe(ours),
  { host, writeKey, userId, userHash },
);
check(await page.evaluate(() => localStorage.getItem('waymark-push-device') === null), 'the browser was removed');
await browser.close();
site.close();
service.close();
const unexpected = noted.filter((text) => !/push (service|API)/i.test(text));
end(unexpected.length === 0 ? 'it was shown' : `noted: ${unexpected.join('; ')}`, unexpected.length === 0 ? 0 : 1);

/** Chromium needs its push service for a subscription, which a test machine may not reach. */
async function tryThePushServiceOfChromium(host) {
  const registration = await navigator.serviceWorker.register('/waymark-push-worker.js');
  await navigator.serviceWorker.ready;
  const { publicKey } = await (await fetch(`${host}/v1/push-key`)).json();
  const asked = registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
    .then(async (subscription) => {
      await subscription.unsubscribe();
      return 'it works here';
    })
    .catch((error) => `${error.name}: ${error.message}`);
  const late = new Promise((resolve) => setTimeout(() => resolve('no answer in 10 s'), 10_000));
  return Promise.race([asked, late]);
}

/** What PushManager would answer, with keys that WebCrypto makes; all the rest of the script is as it is. */
async function beABrowserOfOurPushService(endpoint) {
  const keys = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey));
  const auth = crypto.getRandomValues(new Uint8Array(16));
  window.ours = { keys, point, auth };
  const base64url = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  let there = null;
  PushManager.prototype.getSubscription = async () => there;
  PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => {
    if (!userVisibleOnly || applicationServerKey.length !== 65) {
      throw new Error('asked in another way');
    }
    there = {
      options: { applicationServerKey: applicationServerKey.buffer },
      toJSON: () => ({
        endpoint,
        expirationTime: null,
        keys: { p256dh: base64url(point), auth: base64url(auth) },
      }),
      unsubscribe: async () => Boolean((there = null)) || true,
    };
    return there;
  };
}

/** RFC 8188 and RFC 8291, by WebCrypto. */
async function decrypt(sent) {
  const { keys, point, auth } = window.ours;
  const body = new Uint8Array(sent);
  const salt = body.slice(0, 16);
  const senderLength = body[20];
  const sender = body.slice(21, 21 + senderLength);
  const sealed = body.slice(21 + senderLength);
  const senderKey = await crypto.subtle.importKey('raw', sender, { name: 'ECDH', namedCurve: 'P-256' }, false, []);
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: senderKey }, keys.privateKey, 256);
  const derive = async (input, salt, info, bits) => {
    const key = await crypto.subtle.importKey('raw', input, 'HKDF', false, ['deriveBits']);
    return crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, bits);
  };
  const utf8 = new TextEncoder();
  const info = new Uint8Array([...utf8.encode('WebPush: info\0'), ...point, ...sender]);
  const secret = await derive(shared, auth, info, 256);
  const content = await derive(secret, salt, utf8.encode('Content-Encoding: aes128gcm\0'), 128);
  const nonce = await derive(secret, salt, utf8.encode('Content-Encoding: nonce\0'), 96);
  const key = await crypto.subtle.importKey('raw', content, 'AES-GCM', false, ['decrypt']);
  const padded = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, key, sealed));
  return new TextDecoder().decode(padded.slice(0, padded.lastIndexOf(2)));
}

/** As the browser does once it has read a message; answers what is shown. */
async function giveToTheServiceWorker(data) {
  const session = await context.newCDPSession(page);
  const registered = new Promise((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) =>
      registrations.forEach((one) => one.isDeleted || resolve(one.registrationId)),
    ),
  );
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.deliverPushMessage', { origin: shop, registrationId: await registered, data });
  await page.waitForTimeout(1_000);
  await session.detach();
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const shown = await registration.getNotifications();
    return shown.map(({ title, body, tag, data }) => ({ title, body, tag, link: data.link }));
  });
}

function serve({ url }, response) {
  if (url === '/waymark-push-worker.js') {
    response.setHeader('Content-Type', 'text/javascript');
    response.end(`importScripts('${host}/site/push-worker.js');`);
  } else if (url === '/') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>A shop</title><link rel="icon" href="data:,"><script src="${host}/site/push.js"></script>`);
  } else {
    response.writeHead(404).end();
  }
}

async function listen(handler, port) {
  const server = createServer(handler).listen(port, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return server;
}

function withinPatience(promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('no push message came')), PATIENCE_MS));
  return Promise.race([promise, late]);
}

function check(holds, sentence) {
  console.log(`${holds ? 'ok' : 'FAILED'}: ${sentence}`);
  holds || end(`it failed: ${sentence}`, 1);
}

function end(sentence, status) {
  console.log(sentence);
  process.exit(status);
}
