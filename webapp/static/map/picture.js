/* The visible map as a picture of twice the size, with title, date and legend. */

import { byId, make, say } from './dom.js';
import { createScene } from './scene.js';
import { readColours, sectorColour } from './style.js';

const RATIO = 2;
const FOOT = 64;

export async function savePicture(picture, view) {
  const canvas = await drawPicture(picture, view);
  const blob = await new Promise((done) => { canvas.toBlob(done, 'image/png'); });
  const link = make('a', { href: URL.createObjectURL(blob), download: `${say('fileName')}.png` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
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
  const colours = readColours();
  const canvas = make('canvas', { width: map.width, height: map.height + FOOT * RATIO });
  const context = canvas.getContext('2d');
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(map, 0, 0);
  context.scale(RATIO, RATIO);
  const line = map.height / RATIO + FOOT / 2;
  let x = 24;
  context.textBaseline = 'middle';
  for (const sector of picture.sectors) {
    context.font = `13px ${colours.font}`;
    context.fillStyle = sectorColour(sector);
    x += drawSign(context, sector, x, line) + 6;
    context.fillStyle = colours.ink;
    const label = sector.label || say('unknownSector');
    context.fillText(label, x, line);
    x += context.measureText(label).width + 22;
  }
  context.textAlign = 'right';
  context.fillStyle = colours.soft;
  const language = byId('karte').dataset.language;
  context.fillText(`${picture.network.label} · ${new Date().toLocaleDateString(language)}`, canvas.width / RATIO - 24, line);
  return canvas;
}

function drawSign(context, sector, x, y) {
  const path = document.querySelector(`input[name="sektor"][value="${CSS.escape(sector.id)}"] + svg path`);
  context.save();
  context.translate(x, y - 8);
  context.fill(new Path2D(path.getAttribute('d')));
  context.restore();
  return 16;
}
