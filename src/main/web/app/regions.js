// An element with data-refresh shows what that address answers: the part with its own id, or else all of it.
import { load, poll } from './polling.js';
import { showLocalTimes } from './times.js';

const FOCUSABLE = 'a[href], button, summary, [tabindex]';

export function keepRegionsFresh() {
  const byAddress = new Map();
  for (const element of document.querySelectorAll('[data-refresh]')) {
    const address = element.dataset.refresh;
    const region = { element, shown: element.innerHTML.trim() };
    byAddress.set(address, [...(byAddress.get(address) ?? []), region]);
  }
  byAddress.forEach((regions, address) => poll(() => refresh(regions, address)));
}

async function refresh(regions, address) {
  const answer = await load(address, 'text/html');
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  regions.forEach((region) => show(region, page));
}

function show(region, page) {
  const { element } = region;
  const html = (page.getElementById(element.id) ?? page.body).innerHTML.trim();
  if (html === region.shown || isBeingSelected(element)) {
    return;
  }
  const restoreFocus = rememberFocus(element);
  const restoreDetails = rememberDetails(element);
  element.innerHTML = html;
  region.shown = html;
  showLocalTimes(element);
  restoreDetails();
  restoreFocus();
}

// Nobody wants the command that they are about to copy to vanish.
function isBeingSelected(element) {
  const selection = document.getSelection();
  return !selection.isCollapsed && selection.containsNode(element, true);
}

function rememberFocus(element) {
  const focused = document.activeElement;
  if (!element.contains(focused)) {
    return () => {};
  }
  const place = [...element.querySelectorAll(FOCUSABLE)].indexOf(focused);
  const href = focused.getAttribute('href');
  return () => {
    const candidates = [...element.querySelectorAll(FOCUSABLE)];
    const same = href && candidates.find((candidate) => candidate.getAttribute('href') === href);
    (same ?? candidates[place])?.focus({ preventScroll: true });
  };
}

function rememberDetails(element) {
  const open = [...element.querySelectorAll('details[id][open]')].map((details) => details.id);
  return () => open.forEach((id) => document.getElementById(id)?.setAttribute('open', ''));
}
