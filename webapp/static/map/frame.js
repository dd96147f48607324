/* The section of the map in the address: its middle and its scale, so that a link shows the same place. */

const SHAPE = /^-?\d+(\.\d+)?,-?\d+(\.\d+)?,\d+(\.\d+)?$/;
const WAIT_MS = 350;
const [FARTHEST, CLOSEST] = [0.02, 8];

/** Move to a section as an address names it; tells whether there was one. */
export function moveToFrame(network, { stretch }, text) {
  if (!SHAPE.test(text)) return false;
  const [x, y, scale] = text.split(',').map(Number);
  if (!(scale >= FARTHEST && scale <= CLOSEST)) return false;
  network.moveTo({ position: { x, y: y * stretch }, scale, animation: false });
  return true;
}

export function frameOf(network, { stretch }) {
  const { x, y } = network.getViewPosition();
  return [x.toFixed(0), (y / stretch).toFixed(0), network.getScale().toFixed(3)].join(',');
}

/** Call back with the section after the reader moved or zoomed the map, not after the page did. */
export function watchFrame(network, positions, element, moved) {
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => moved(frameOf(network, positions)), WAIT_MS);
  };
  network.on('zoom', soon);
  network.on('dragEnd', ({ nodes }) => { if (!nodes.length) soon(); });
  for (const id of ['naeher', 'weiter']) document.getElementById(id)?.addEventListener('click', soon);
  element.addEventListener('keydown', ({ key }) => { if (key === '+' || key === '-') soon(); });
}
