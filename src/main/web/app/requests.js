// What a button asks of Waymark, and what is said about it beside the button.

/** Posts to an address of our own; a refusal becomes an error with the sentence that Waymark gives. */
export async function post(address, { headers = {}, body } = {}) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: body && JSON.stringify(body),
  }).catch(() => {
    throw new Error('Expected Waymark to answer, but it did not. Is it still running?');
  });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.detail ?? problem.title ?? `Expected it to be done, but the answer was ${answer.status}.`);
  }
}

export function announce(text, tone = 'note') {
  const announcement = document.getElementById('announcement');
  announcement.textContent = text;
  announcement.dataset.tone = tone;
}
