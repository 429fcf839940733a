// A button with data-retry="/api/incidents/1/retry" has that tried again, in the name of whoever says who they are.
import { pollNow } from './polling.js';
import { announce, post } from './requests.js';

const REMEMBERED = 'waymark-actor';

export function listenForRetries() {
  const name = actorField();
  if (!name) {
    return;
  }
  name.value = localStorage.getItem(REMEMBERED) ?? '';
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-retry]');
    if (button && name.reportValidity()) {
      retry(button, name.value);
    }
  });
}

function actorField() {
  return document.querySelector('input[name="actor"]');
}

async function retry(button, actor) {
  localStorage.setItem(REMEMBERED, actor);
  button.disabled = true;
  try {
    await post(button.dataset.retry, { headers: { 'x-waymark-actor': actor } });
    announce('Asked for. It is tried within seconds.');
    await pollNow();
  } catch (problem) {
    button.disabled = false;
    announce(problem.message, 'problem');
  }
}
