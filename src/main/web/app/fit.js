// A diagram is as high as it needs to be: no scroll bars on a desk, sideways scrolling on a phone.
const MARGIN = 20;
const ROOM_FOR_TOOLS = 36;
const LARGEST_SCALE = 1.3;
const SMALLEST_SCALE = 0.66;

export function fitToWidth(host, sheet, canvas) {
  const drawn = canvas.viewbox().inner;
  const width = drawn.width + 2 * MARGIN;
  const height = drawn.height + 2 * MARGIN;

  const fit = () => {
    const room = host.clientWidth;
    const scale = Math.min(LARGEST_SCALE, Math.max(SMALLEST_SCALE, room / width));
    const sheetHeight = height * scale + ROOM_FOR_TOOLS;
    const sheetWidth = Math.max(room, width * scale);
    sheet.style.width = `${sheetWidth}px`;
    sheet.style.height = `${sheetHeight}px`;
    canvas.resized();
    canvas.viewbox({
      x: drawn.x + drawn.width / 2 - sheetWidth / scale / 2,
      y: drawn.y - MARGIN,
      width: sheetWidth / scale,
      height: sheetHeight / scale,
    });
  };

  let fittedWidth = 0;
  new ResizeObserver(() => {
    if (host.clientWidth && host.clientWidth !== fittedWidth) {
      fittedWidth = host.clientWidth;
      fit();
    }
  }).observe(host);
  return fit;
}
