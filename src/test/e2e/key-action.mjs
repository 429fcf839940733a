// Lets a person take the first key action: node key-action.mjs <userId>
import { sendAndSay, stop } from './segment.mjs';

const [userId] = process.argv.slice(2);
if (!userId) {
  stop('Usage: node key-action.mjs <userId>, for example: ada');
}

await sendAndSay(
  [{ method: 'track', userId, event: 'Key Feature Used' }],
  `${userId} has taken the first key action: sent track "Key Feature Used".`,
);
