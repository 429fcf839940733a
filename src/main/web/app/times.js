// The server writes instants as RFC 3339; people read them in their own zone and find the exact one in the title.
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/;

export function showLocalTimes(root) {
  for (const element of root.querySelectorAll('time')) {
    const text = element.textContent.trim();
    if (INSTANT.test(text)) {
      element.dateTime = text;
      element.title = text;
      element.textContent = localTime(new Date(text));
    }
  }
}

function localTime(instant) {
  return `${DATE.format(instant)}, ${TIME.format(instant)}`;
}
