// One heartbeat for the whole page: every two seconds while somebody looks at it.
const PAUSE_MS = 2000;
const PATIENCE_MS = 10_000;

const tasks = [];
let round = null;
let timer = null;

export function poll(task) {
  tasks.push(task);
  schedule(0);
}

/** Waits for the round that is under way, then for a fresh one. */
export async function pollNow() {
  await round;
  await beat();
}

export async function load(url, accept) {
  const answer = await fetch(url, {
    headers: { accept },
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!answer.ok) {
    throw new Error(`Expected an answer from ${url}, but it said ${answer.status}.`);
  }
  return answer;
}

async function beat() {
  clearTimeout(timer);
  round ??= Promise.allSettled(tasks.map((task) => task()));
  const results = await round;
  round = null;
  showConnection(results.every((result) => result.status === 'fulfilled'));
  schedule(PAUSE_MS);
}

function schedule(delay) {
  clearTimeout(timer);
  timer = setTimeout(() => document.hidden || beat(), delay);
}

function showConnection(sound) {
  const notice = document.getElementById('connection');
  if (notice && notice.hidden !== sound) {
    notice.hidden = sound;
  }
}

document.addEventListener('visibilitychange', () => document.hidden || schedule(0));
