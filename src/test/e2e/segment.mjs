// Sends events with the unmodified Node SDK of Segment, as a shop or an app would.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SETTINGS = { maxRetries: 3, flushAt: 100, flushInterval: 60_000, httpRequestTimeout: 10_000 };

/**
 * Sends each call in a request of its own, and the calls inside a "batch-like" one together.
 * Answers {sent, failed}: how many events arrived, and for each of the others the reason.
 */
export async function send(calls, { host, writeKey, ...settings }) {
  const { Analytics } = await sdk();
  const analytics = new Analytics({ ...SETTINGS, ...settings, host, writeKey });
  analytics.on('error', () => {}); // every failure is reported to its own call, see below
  const outcome = { sent: 0, failed: [] };
  for (const call of calls) {
    const together = call.method === 'batch-like' ? call.calls : [call];
    together.forEach((one) => dispatch(analytics, one, outcome));
    await analytics.flush();
  }
  await analytics.closeAndFlush();
  return outcome;
}

/** Sends the calls to the Waymark of the environment; says what happened and ends the process. */
export async function sendAndSay(calls, sentence) {
  const host = process.env.WAYMARK_HOST ?? 'http://127.0.0.1:8080';
  const writeKey = process.env.WAYMARK_WRITE_KEY ?? 'local';
  const { failed } = await send(calls, { host, writeKey, maxRetries: 1 });
  if (failed.length > 0) {
    const { reason } = failed[0];
    const hint = reason === 'ECONNREFUSED' ? ' Is ./waymark run still running?' : '';
    stop(`Expected Waymark at ${host} to take the event, but it did not: ${reason}.${hint}`);
  }
  console.log(`${sentence} See ${host}/`);
}

export function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function dispatch(analytics, { method, ...parameters }, outcome) {
  try {
    analytics[method](parameters, (error, context) => {
      const reason = error ?? context?.failedDelivery()?.reason;
      reason ? outcome.failed.push(failure(method, parameters, reason)) : (outcome.sent += 1);
    });
  } catch (error) {
    outcome.failed.push(failure(method, parameters, error));
  }
}

function failure(method, { messageId, event }, error) {
  const cause = error.reason ?? error;
  return { method, event, messageId, reason: cause.cause?.code ?? cause.message ?? String(cause) };
}

async function sdk() {
  try {
    return await import('@segment/analytics-node');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') {
      throw error;
    }
    const install = fileURLToPath(new URL('install-once.sh', import.meta.url));
    const { status } = spawnSync(install, { stdio: ['ignore', 'inherit', 'inherit'] });
    return status === 0 ? import('@segment/analytics-node') : process.exit(1);
  }
}
