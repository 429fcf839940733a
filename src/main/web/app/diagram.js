// The drawing itself. Loaded on demand, because bpmn-js is by far the largest part of a page.
import iconRenderer from '@bpmn-io/element-template-icon-renderer';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import './diagram.css';
import { fitToWidth } from './fit.js';
import { zoomTools } from './tools.js';

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Thai", Arial, sans-serif';

export async function drawDiagram(host, xml) {
  const sheet = div('diagram-sheet');
  const scroller = div('diagram-scroller');
  scroller.append(sheet);
  host.replaceChildren(scroller);
  const viewer = new NavigatedViewer(settings(sheet));
  const { warnings } = await viewer.importXML(xml);
  warnings.forEach(({ message }) => console.warn(message));

  const fit = fitToWidth(host, sheet, viewer.get('canvas'));
  host.append(zoomTools(viewer.get('zoomScroll'), fit));
  host.dataset.drawn = '';
  return new Diagram(viewer);
}

function settings(container) {
  return {
    container,
    additionalModules: [iconRenderer],
    // the wheel belongs to the page; the diagram has buttons, and can be dragged
    zoomScroll: { enabled: false },
    bpmnRenderer: {
      defaultFillColor: 'var(--diagram-fill)',
      defaultStrokeColor: 'var(--diagram-line)',
      defaultLabelColor: 'var(--diagram-ink)',
    },
    textRenderer: { defaultStyle: { fontFamily: FONT }, externalStyle: { fontFamily: FONT } },
  };
}

function div(className) {
  return Object.assign(document.createElement('div'), { className });
}

class Diagram {
  #canvas;
  #elements;
  #classes = new Map();
  #pointed = null;

  constructor(viewer) {
    this.#canvas = viewer.get('canvas');
    this.#elements = viewer.get('elementRegistry');
    this.eventBus = viewer.get('eventBus');
    this.overlays = viewer.get('overlays');
  }

  isDrawn(elementId) {
    const element = this.#elements.get(elementId);
    return Boolean(element) && element !== this.#canvas.getRootElement();
  }

  /** The engine does not report these flows: it goes on from the event that came first. */
  flowsFromEventGateways(reached) {
    return this.#elements
      .filter(({ source, target }) => source?.type === 'bpmn:EventBasedGateway' && reached.has(target.id))
      .map(({ id }) => id);
  }

  /** Gives every element, and its label, exactly the class that the map names for it. */
  mark(classes) {
    const wanted = new Map(
      [...classes].flatMap(([id, name]) => [[id, name], [`${id}_label`, name]]).filter(([id]) => this.isDrawn(id)),
    );
    this.#classes.forEach((name, id) => wanted.get(id) === name || this.#canvas.removeMarker(id, name));
    wanted.forEach((name, id) => this.#canvas.addMarker(id, name));
    this.#classes = wanted;
  }

  point(elementId) {
    const next = elementId && this.isDrawn(elementId) ? elementId : null;
    if (next !== this.#pointed) {
      this.#pointed && this.#canvas.removeMarker(this.#pointed, 'is-pointed');
      next && this.#canvas.addMarker(next, 'is-pointed');
      this.#pointed = next;
    }
  }

  reveal(elementId) {
    if (elementId && this.isDrawn(elementId)) {
      this.#canvas.getGraphics(elementId).scrollIntoView({ block: 'nearest', inline: 'center' });
    }
  }
}
