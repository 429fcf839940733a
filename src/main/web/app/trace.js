// One person's way on the diagram, and the list of steps beside it: pointing at one shows the other.
const STEP_CLASSES = { COMPLETED: 'is-passed', ACTIVE: 'is-current', STOPPED: 'is-stopped', TERMINATED: 'is-ended' };
const ROW = '.steps [data-element-id]';

export function showTrace(diagram, { steps, flows }) {
  const reached = new Set(steps.map(({ elementId }) => elementId));
  const taken = [...flows.map(({ id }) => id), ...diagram.flowsFromEventGateways(reached)];
  const classes = new Map(taken.map((id) => [id, 'is-taken']));
  steps.forEach(({ elementId, state }) => classes.set(elementId, STEP_CLASSES[state]));
  diagram.mark(classes);
}

export function linkSteps(diagram) {
  const pointAt = (elementId) => {
    diagram.point(elementId);
    document.querySelectorAll(ROW).forEach((row) => {
      row.classList.toggle('is-pointed', row.dataset.elementId === elementId);
    });
  };
  const pointAtRow = ({ target }) => {
    if (!target.closest('.diagram')) {
      pointAt(elementIdOf(target));
    }
  };
  document.addEventListener('mouseover', pointAtRow);
  document.addEventListener('focusin', pointAtRow);
  document.addEventListener('click', ({ target }) => diagram.reveal(elementIdOf(target)));

  diagram.eventBus.on('element.hover', ({ element }) => pointAt(element.id));
  diagram.eventBus.on('element.out', () => pointAt(null));
  diagram.eventBus.on('element.click', ({ element }) => reveal(document.querySelector(rowFor(element.id))));
}

function elementIdOf(target) {
  return target.closest(ROW)?.dataset.elementId ?? null;
}

function rowFor(elementId) {
  return `.steps [data-element-id="${CSS.escape(elementId)}"]`;
}

function reveal(row) {
  row?.scrollIntoView({ block: 'nearest' });
}
