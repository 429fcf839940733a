// Buttons to look closer, for the keyboard too.
export function zoomTools(zoomScroll, fit) {
  const tools = Object.assign(document.createElement('div'), { className: 'diagram-tools' });
  tools.append(
    tool('+', 'Zoom in', () => zoomScroll.stepZoom(1)),
    tool('−', 'Zoom out', () => zoomScroll.stepZoom(-1)),
    tool('Fit', 'Fit to width', fit),
  );
  return tools;
}

function tool(sign, title, action) {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: sign, title });
  button.setAttribute('aria-label', title);
  button.addEventListener('click', action);
  return button;
}
