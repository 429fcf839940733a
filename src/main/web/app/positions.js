// A badge on every step where somebody stands.
export function showPositions(diagram, positions) {
  const shown = JSON.stringify(positions);
  if (diagram.shownPositions === shown) {
    return;
  }
  diagram.shownPositions = shown;
  diagram.overlays.remove({ type: 'count' });
  positions
    .filter(({ elementId, count }) => count > 0 && diagram.isDrawn(elementId))
    .forEach(({ elementId, count }) => addBadge(diagram, elementId, count));
}

function addBadge(diagram, elementId, count) {
  const badge = document.createElement('span');
  badge.className = 'count-badge';
  badge.dataset.count = elementId;
  badge.textContent = count.toLocaleString('en');
  badge.title = count === 1 ? '1 person stands here' : `${badge.textContent} people stand here`;
  diagram.overlays.add(elementId, 'count', { position: { top: -11, right: 11 }, html: badge });
}
