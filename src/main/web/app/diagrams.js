// Finds the diagrams of a page and fetches the drawing code only when there is one to draw: one in a closed <details> is
// drawn when that is opened.
import { load, poll } from './polling.js';

export function showDiagrams() {
  for (const host of document.querySelectorAll('.diagram[data-bpmn-url]')) {
    const folded = foldOf(host);
    if (folded) {
      folded.addEventListener('toggle', () => poll(keepShowing(host)), { once: true });
    } else {
      poll(keepShowing(host));
    }
  }
}

function foldOf(host) {
  return host.closest('details:not([open])');
}

function keepShowing(host) {
  let diagram = null;
  return async () => {
    if (foldOf(host)) {
      return;
    }
    diagram ??= await draw(host);
    await diagram.refresh();
  };
}

async function draw(host) {
  const { bpmnUrl, positionsUrl, traceUrl } = host.dataset;
  const [{ drawDiagram }, answer] = await Promise.all([import('./diagram.js'), load(bpmnUrl, 'application/xml')]);
  const diagram = await drawDiagram(host, await answer.text());
  const show = traceUrl ? await tracesOn(diagram) : await countsOn(diagram);
  const url = traceUrl ?? positionsUrl;
  return { refresh: async () => show(await (await load(url, 'application/json')).json()) };
}

async function tracesOn(diagram) {
  const { showTrace, linkSteps } = await import('./trace.js');
  linkSteps(diagram);
  return (trace) => showTrace(diagram, trace);
}

async function countsOn(diagram) {
  const { showPositions } = await import('./positions.js');
  return ({ positions }) => showPositions(diagram, positions);
}
