// A button with data-advance="PT24H" moves the clock of Waymark and of its broker by that much.
import { pollNow } from './polling.js';
import { announce, post } from './requests.js';

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
    await post('/api/sandbox/clock/advance', { body: { by: button.dataset.advance } });
    await pollNow();
    announce(button.dataset.done);
  } catch (problem) {
    announce(problem.message, 'problem');
  } finally {
    setBusy(button, false);
  }
}

function setBusy(button, busy) {
  const hadFocus = document.activeElement === button || document.activeElement === document.body;
  button.disabled = busy;
  button.setAttribute('aria-busy', busy);
  if (!busy && hadFocus) {
    button.focus({ preventScroll: true });
  }
}
