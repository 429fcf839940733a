// Peer test: node sdk-peer.mjs <host> <writeKey> <calls.json>
// The file holds a list of calls: [{"method": "identify" | "track" | ..., ...its parameters}], and
// {"method": "batch-like", "calls": [...]} for calls that share one request. Prints {"sent": n, "failed": [...]}.
import { readFileSync } from 'node:fs';
import { send, stop } from './segment.mjs';

const [host, writeKey, file] = process.argv.slice(2);
if (!file) {
  stop('Usage: node sdk-peer.mjs <host> <writeKey> <calls.json>');
}

const outcome = await send(JSON.parse(readFileSync(file, 'utf8')), { host, writeKey });
console.log(JSON.stringify(outcome));
process.exit(outcome.failed.length > 0 ? 1 : 0);
