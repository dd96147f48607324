/* The visible map as a picture of twice the size, with title, filters, legend, sources and date. */

import { captionOf } from './caption.js';
import { byId, make, say } from '../ui/dom.js';
import { createScene } from './scene.js';
import { readColours, sectorColour } from './style.js';

const RATIO = 2;
const HEAD = 56;
const LINE = 22;

export async function savePicture(picture, view) {
  const canvas = await drawPicture(picture, view);
  const blob = await new Promise((done) => { canvas.toBlob(done, 'image/png'); });
  const link = make('a', { href: URL.createObjectURL(blob), download: `${say('fileName')}.png` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** On paper the whole map stands above one line that says what it shows. */
export function readyForPaper(picture, scene) {
  addEventListener('beforeprint', () => {
    scene.fit(undefined, undefined, false);
    scene.network.redraw();
    byId('druckzeile').textContent = captionOf(picture).lines.join(' · ');
  });
}

async function drawPicture(picture, view) {
  const { clientWidth, clientHeight } = byId('netz');
  const element = make('div', { class: 'map-offscreen', 'aria-hidden': 'true' });
  element.style.width = `${clientWidth * RATIO}px`;
  element.style.height = `${clientHeight * RATIO}px`;
  document.body.append(element);
  const scene = createScene(element, picture, { ratio: RATIO, isStill: true });
  scene.show(view);
  scene.fit();
  await new Promise((done) => { scene.network.once('afterDrawing', done); scene.network.redraw(); });
  const result = compose(scene.canvas(), picture);
  scene.destroy();
  element.remove();
  return result;
}

function compose(map, picture) {
  const colours = readColours(picture);
  const caption = captionOf(picture);
  const width = map.width / RATIO;
  const canvas = make('canvas', { width: map.width });
  const rows = legendRows(canvas.getContext('2d'), picture, colours, width);
  const top = HEAD + map.height / RATIO;
  canvas.height = (top + (rows.length + caption.lines.length + 1) * LINE) * RATIO;
  const context = canvas.getContext('2d');
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(map, 0, HEAD * RATIO);
  context.scale(RATIO, RATIO);
  context.textBaseline = 'middle';
  write(context, caption.title, 24, HEAD / 2 + 6, `700 22px ${colours.font}`, colours.ink, width);
  rows.forEach((row, index) => row.forEach((entry) => drawEntry(context, entry, top + (index + 0.5) * LINE, colours)));
  caption.lines.forEach((line, index) => write(context, line, 24, top + (rows.length + index + 0.5) * LINE, `13px ${colours.font}`, colours.soft, width));
  return canvas;
}

function write(context, text, x, y, font, colour, width) {
  context.font = font;
  context.fillStyle = colour;
  context.fillText(text, x, y, width - 2 * x);
}

/* The sectors side by side, in as many rows as they need. */
function legendRows(context, picture, colours, width) {
  const rows = [[]];
  let x = 24;
  context.font = `13px ${colours.font}`;
  for (const sector of picture.sectors) {
    const label = sector.label || say('unknownSector');
    const room = 44 + context.measureText(label).width;
    if (x > 24 && x + room > width) { rows.push([]); x = 24; }
    rows.at(-1).push({ sector, label, x });
    x += room;
  }
  return rows;
}

function drawEntry(context, { sector, label, x }, y, colours) {
  context.fillStyle = sectorColour(sector);
  drawSign(context, sector, x, y);
  context.font = `13px ${colours.font}`;
  context.fillStyle = colours.ink;
  context.fillText(label, x + 22, y);
}

function drawSign(context, sector, x, y) {
  const path = document.querySelector(`input[name="sektor"][value="${CSS.escape(sector.id)}"] + svg path`);
  if (!path) return;
  context.save();
  context.translate(x, y - 8);
  context.fill(new Path2D(path.getAttribute('d')));
  context.restore();
}
