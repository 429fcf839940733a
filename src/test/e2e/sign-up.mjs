// Signs a person up: node sign-up.mjs <userId> [firstName] [email] [locale]
import { sendAndSay, stop } from './segment.mjs';

const [userId, firstName, email, locale] = process.argv.slice(2);
if (!userId) {
  stop('Usage: node sign-up.mjs <userId> [firstName] [email] [locale], for example: ada Ada ada@example.org');
}

const traits = { firstName, email: email ?? `${userId}@example.org`, locale };
const calls = [
  { method: 'identify', userId, traits },
  { method: 'track', userId, event: 'Signed Up' },
];
await sendAndSay(
  [{ method: 'batch-like', calls }],
  `${firstName ?? userId} <${traits.email}> has signed up: sent identify and track "Signed Up".`,
);
