// The way of a newcomer through the pages: node console.mjs <baseUrl> <screenshotDir>
// Somebody with the user id E2E_USER_ID and the first name E2E_FIRST_NAME has just signed up.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityFindings, findChromium, launch, watch } from './browser.mjs';

const PATIENCE_MS = 30_000;
const [base = 'http://127.0.0.1:8080', screenshots = 'screenshots'] = process.argv.slice(2);
const baseUrl = base.replace(/\/$/, '');
const { E2E_USER_ID: userId, E2E_FIRST_NAME: firstName } = process.env;
if (!userId || !firstName) {
  end('Expected E2E_USER_ID and E2E_FIRST_NAME to name the person who signed up, but they are not set.', 1);
}
const executable = findChromium();
if (!executable) {
  end("Skipped: no Chromium was found. Install your system's chromium, or name one in CHROMIUM.", process.env.CI ? 1 : 0);
}

mkdirSync(screenshots, { recursive: true });
const browser = await launch(executable);
const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
page.setDefaultTimeout(PATIENCE_MS);
const noted = watch(page, baseUrl);
let passed = 0;
let enrolmentPath;
let mailPath;

await check('the home page lists the journeys and draws none', async () => {
  await page.goto(`${baseUrl}/`);
  await page.waitForSelector('#journey-welcome summary .chip');
  expect(await page.locator('.diagram[data-drawn]').count(), 0, 'a diagram was drawn that nobody has asked for');
  await looksWell('home-closed');
});
await check('opening a journey by the keyboard draws it', async () => {
  await page.focus('#journey-welcome > summary');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.diagram[data-drawn] .djs-container svg');
  await page.waitForSelector('.diagram .bjs-powered-by');
});
await check('a badge shows where somebody stands', () => page.waitForSelector('.diagram .count-badge'));
await check('the newest enrolment is the one of the person who signed up', async () => {
  const newest = page.locator('#enrolments tbody tr').first().locator('a', { hasText: userId });
  enrolmentPath = await newest.getAttribute('href');
  await looksWell('home');
});

await check('its link opens the trace, drawn on the diagram', async () => {
  await page.click(`#enrolments a[href="${enrolmentPath}"]`);
  await page.waitForURL(`${baseUrl}${enrolmentPath}`);
  await page.waitForSelector('.diagram .djs-shape.is-passed');
  // a level line has no height, so it never counts as visible
  await page.waitForSelector('.diagram .djs-connection.is-taken', { state: 'attached' });
  await page.waitForSelector('.diagram .djs-shape.is-current');
});
await check('pointing at a step shows it on the diagram, and the other way round', async () => {
  const row = page.locator('.steps [data-element-id]', { hasText: 'Listen for progress' });
  await row.hover();
  await page.waitForSelector('.diagram [data-element-id="Task_ListenForProgress"].is-pointed');
  await page.hover('.diagram [data-element-id="StartEvent_SignedUp"] .djs-hit');
  await page.waitForSelector('.steps [data-element-id="StartEvent_SignedUp"].is-pointed');
  await looksWell('trace-waiting');
});

await check('"Let 24 hours pass" moves the clock', async () => {
  await page.goto(`${baseUrl}/`);
  const before = await page.textContent('#clock time');
  await page.click('[data-advance]');
  await page.waitForFunction(() => document.getElementById('announcement').textContent !== '');
  const announcement = page.locator('#announcement');
  expect(await announcement.getAttribute('data-tone'), 'note', await announcement.textContent());
  await page.waitForFunction(
    (then) => Date.parse(document.querySelector('#clock time').textContent) - Date.parse(then) >= 86_400_000,
    before,
  );
});
await check('the message appears in the trace, with a link to the mail', async () => {
  await page.goto(`${baseUrl}${enrolmentPath}`);
  await page.waitForSelector('.diagram [data-element-id="Task_SendBeginnerGuide"].is-passed');
  mailPath = await page.locator('#story a[href^="/mailbox/"]').first().getAttribute('href');
  await looksWell('trace-sent');
});
await check('the messages of the journey are counted, also on a phone in the dark', async () => {
  await page.goto(`${baseUrl}/`);
  await page.click('#journey-welcome > summary');
  await page.click('#journey-welcome a[href="/journeys/welcome/messages"]');
  await page.waitForURL(`${baseUrl}/journeys/welcome/messages`);
  const sent = await page.locator('#messages tbody tr', { hasText: 'Send beginner' }).locator('td').first().textContent();
  expect(Number.parseInt(sent, 10) > 0, true, `the step has sent ${sent}`);
  await looksWell('messages');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await fits();
  await looksWell('messages-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
});
await check('the mailbox lists the mail', async () => {
  await page.goto(`${baseUrl}/mailbox`);
  await page.waitForSelector(`#mails a[href="${mailPath}"]`);
  await looksWell('mailbox');
});
await check(`the mail greets ${firstName}`, async () => {
  await page.click(`#mails a[href="${mailPath}"]`);
  await page.waitForURL(`${baseUrl}${mailPath}`);
  const text = await page.textContent('pre');
  expect(text.split('\n')[0].includes(firstName), true, `the greeting is "${text.split('\n')[0]}"`);
  const html = await page.frameLocator('iframe').locator('h1').textContent();
  expect(html.includes(firstName), true, `the greeting of the HTML part is "${html}"`);
  await looksWell('mail');
});

await check("the templates page lists the welcome journey's template", async () => {
  await page.goto(`${baseUrl}/templates`);
  await page.waitForSelector('#templates a[href="/templates/beginner-guide"]');
  await looksWell('templates');
});
await check(`its preview greets ${firstName}, also on a phone in the dark`, async () => {
  await page.click('#templates a[href="/templates/beginner-guide"]');
  await page.fill('input[name=userId]', userId);
  await page.selectOption('select[name=channel]', 'email');
  await page.click('form .primary');
  await page.waitForURL((url) => url.searchParams.get('userId') === userId);
  const html = await page.frameLocator('#preview iframe').locator('h1').textContent();
  expect(html.includes(firstName), true, `the greeting of the HTML part is "${html}"`);
  const text = await page.textContent('#preview pre');
  expect(text.split('\n')[0].includes(firstName), true, `the greeting is "${text.split('\n')[0]}"`);
  await looksWell('template');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await fits();
  await looksWell('template-phone');
  await page.setViewportSize({ width: 1280, height: 900 });
});

await check('no step has stopped, and the page for it says so', async () => {
  await page.goto(`${baseUrl}/incidents`);
  await page.waitForSelector('#incidents');
  await looksWell('incidents');
});
await check('the home page holds in the dark and on a phone', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${baseUrl}/`);
  await page.click('#journey-welcome > summary');
  await page.waitForSelector('.diagram[data-drawn]');
  await looksWell('home-dark');
  await page.setViewportSize({ width: 390, height: 844 });
  await fits();
  await looksWell('home-phone');
});
await check('no page complained, and none asked anybody else', () => {
  expect(noted.length, 0, noted.join('; '));
});

await browser.close();
end(`${passed} passed, 0 failed`, 0);

async function check(sentence, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok      ${sentence}`);
  } catch (error) {
    await page.screenshot({ path: join(screenshots, 'failed.png'), fullPage: true }).catch(() => {});
    const reason = error.message.split('\n')[0];
    await browser.close();
    console.error(`failed  ${sentence}: ${reason}${noted.length ? ` (noted: ${noted.join('; ')})` : ''}`);
    end(`${passed} passed, 1 failed`, 1);
  }
}

async function looksWell(name) {
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  const findings = await accessibilityFindings(page);
  expect(findings.length, 0, `accessibility: ${findings.join('; ')}`);
}

async function fits() {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide <= 0, true, `the page is ${wide} pixels too wide`);
}

function expect(actual, expected, otherwise) {
  if (actual !== expected) {
    throw new Error(otherwise);
  }
}

function end(sentence, status) {
  console.log(sentence);
  process.exit(status);
}
