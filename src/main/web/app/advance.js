// A button with data-advance="PT24H" moves the clock of Waymark and of its broker by that much.
import { pollNow } from './polling.js';

export function listenForAdvance() {
  document.addEventListener('click', (click) => {
    const button = click.target.closest('[data-advance]');
    if (button) {
      advance(button);
    }
  });
}

async function advance(button) {
  announce('');
  setBusy(button, true);
  try {
    await moveClock(button.dataset.advance);
    await pollNow();
    announce(button.dataset.done);
  } catch (problem) {
    announce(problem.message, 'problem');
  } finally {
    setBusy(button, false);
  }
}

async function moveClock(by) {
  const answer = await fetch('/api/sandbox/clock/advance', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ by }),
  }).catch(() => {
    throw new Error('Expected Waymark to answer, but it did not. Is it still running?');
  });
  if (!answer.ok) {
    throw new Error(await detailOf(answer));
  }
}

async function detailOf(answer) {
  const problem = await answer.json().catch(() => ({}));
  return problem.detail ?? problem.title ?? `Expected the clock to move, but the answer was ${answer.status}.`;
}

function setBusy(button, busy) {
  const hadFocus = document.activeElement === button || document.activeElement === document.body;
  button.disabled = busy;
  button.setAttribute('aria-busy', busy);
  if (!busy && hadFocus) {
    button.focus({ preventScroll: true });
  }
}

function announce(text, tone = 'note') {
  const announcement = document.getElementById('announcement');
  announcement.textContent = text;
  announcement.dataset.tone = tone;
}
