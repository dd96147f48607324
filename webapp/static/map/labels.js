/* Names on the map: the most important first, each where it covers neither a sign nor another name, else not at all. */

import { drawnRadius } from './drawn.js';

const CELL = 90;
const GAP = 4;

/** The rank from which on a name is written whatever it covers. */
export const CHOSEN = 1000;

/** Rectangles in a grid, so that a new one is compared with its neighbours only. */
class Occupied {
  constructor() { this.cells = new Map(); }

  * keys({ left, top, right, bottom }) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) yield `${x} ${y}`;
    }
  }

  add(box) {
    for (const key of this.keys(box)) this.cells.set(key, [...(this.cells.get(key) ?? []), box]);
  }

  meets(box, owner) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (other.owner !== owner && other.left < box.right && box.left < other.right
          && other.top < box.bottom && box.top < other.bottom) return true;
      }
    }
    return false;
  }
}

/** Names with their places in screen pixels from the origin of the map; `pixel` is the size of one in map units, `taken` are boxes to keep off. */
export function placeLabels(context, nodes, { pixel, rank, font, figures, crests, frame, enlarged, busy, taken = [] }) {
  const occupied = new Occupied();
  for (const box of taken) occupied.add(box);
  const reach = (node) => drawnRadius(node, enlarged) / pixel;
  for (const node of nodes) occupied.add(signBox(node, pixel, reach(node)));
  const isFree = (box, node) => isInside(box, frame) && !occupied.meets(box, node.id);
  const placed = [];
  for (const node of [...nodes].sort((a, b) => rank(b) - rank(a))) {
    const label = placeLabel(context, node, {
      pixel, font, figures, isFree, reach: reach(node) + GAP, crest: crests.get(node.id), busy: busy.get(node.id), isChosen: rank(node) >= CHOSEN,
    });
    if (!label) continue;
    occupied.add({ ...label, owner: node.id });
    placed.push(label);
  }
  return placed;
}

/* The full name where there is room for it, else the short one. */
function placeLabel(context, node, { pixel, font, figures, isFree, reach, crest, busy, isChosen }) {
  const { longest, mostLines } = figures;
  const size = node.group || isChosen ? figures.groupSize : figures.size;
  context.font = `${node.group || isChosen ? 650 : 450} ${size}px ${font}`;
  const names = isChosen ? [node.label] : namesOf(node, longest);
  for (const name of names) {
    const lines = wrap(name, isChosen ? 2 * longest : longest, mostLines);
    const width = Math.max(...lines.map((line) => context.measureText(line).width));
    const spots = spotsFor(node, { width, height: lines.length * size * figures.line, pixel, reach, crest, busy });
    const spot = spots.find((box) => isFree(box, node)) ?? (isChosen ? spots[0] : null);
    if (spot) return { node, lines, size, step: size * figures.line, font: context.font, ...spot };
  }
  return null;
}

const isInside = (box, frame) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

function signBox(node, pixel, reach) {
  const half = reach + 2;
  const [x, y] = [node.x / pixel, node.y / pixel];
  return { left: x - half, right: x + half, top: y - half, bottom: y + half, owner: node.id };
}

const SIDES = ['below', 'above', 'right', 'left'];

/** The sides at which ties leave each node: names keep off them where they can. */
export function busySides(nodes, edges) {
  const sides = new Map();
  const add = (from, to) => {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const side = Math.abs(dy) > Math.abs(dx) / 2 ? (dy > 0 ? 'below' : 'above') : (dx > 0 ? 'right' : 'left');
    sides.set(from.id, (sides.get(from.id) ?? new Set()).add(side));
  };
  for (const edge of edges) {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
    add(from, to);
    add(to, from);
  }
  return sides;
}

/* Below, above, beside, across the corners; a group with an area is named at the area's crest. */
function spotsFor(node, { width, height, pixel, reach, crest, busy }) {
  const [x, y] = [node.x / pixel, node.y / pixel];
  const [beside, above] = [reach + width / 2, reach + height / 2];
  const corner = reach / 2 + width / 2;
  const box = (centre, middle) => ({
    left: centre - width / 2 - 1, right: centre + width / 2 + 1, top: middle - height / 2, bottom: middle + height / 2, centre, middle,
  });
  const around = [
    [0, above], [0, -above], [beside, 0], [-beside, 0], [corner, above], [-corner, above], [corner, -above], [-corner, -above],
  ].map(([dx, dy], side) => ({ ...box(x + dx, y + dy), order: (busy?.has(SIDES[side]) ? 1 : 0) + (side < 2 ? 0 : 2) })).sort((a, b) => a.order - b.order);
  if (!crest) return node.area && width < 1.8 * reach ? [box(x, y), ...around] : around;
  const top = crest.y / pixel - height / 2 - GAP;
  const steps = [0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75].map((step) => box(crest.x / pixel + step * width, top));
  return [...steps, ...steps.map(({ centre, middle }) => box(centre, middle - height)), ...around];
}

/** Explanations in brackets are left to the profile; the short name serves where there is little room. */
function namesOf(node, longest) {
  const plain = node.label.replace(/\s*\([^)]*\)\s*/g, ' ').trim() || node.label;
  if (!node.short || node.short === plain) return [plain];
  return plain.length > 2 * longest ? [node.short] : [plain, node.short];
}

/* A word of one or two signs, such as a number or the parts of "e. V.", stays with the one before it. */
const TAIL = / (?=[^ ]{1,2}( |$))/g;

export function wrap(text, longest, most) {
  const lines = [''];
  for (const word of text.replace(TAIL, '\u00a0').split(' ')) {
    const grown = `${lines.at(-1)} ${word}`.trim();
    if (grown.length <= longest || !lines.at(-1)) lines[lines.length - 1] = grown;
    else lines.push(word);
  }
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]} …`] : lines;
}

export function drawLabels(context, labels, colours, pixel) {
  context.save();
  context.scale(pixel, pixel);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const { lines, step, font, centre, middle } of labels) {
    context.font = font;
    lines.forEach((line, number) => {
      const y = middle + (number - (lines.length - 1) / 2) * step;
      context.lineWidth = 3.5;
      context.strokeStyle = colours.paper;
      context.strokeText(line, centre, y);
      context.fillStyle = colours.ink;
      context.fillText(line, centre, y);
    });
  }
  context.restore();
}

/** A word before the first row of these nodes, what they have in common: its box in screen pixels, null for fewer than two nodes. */
export function placeCaption(context, nodes, text, { font, pixel }) {
  if (nodes.length < 2) return null;
  const first = nodes.reduce((best, node) => (node.y < best.y || (node.y === best.y && node.x < best.x) ? node : best));
  context.font = `italic 12px ${font}`;
  const right = (first.x - first.radius) / pixel - 2 * GAP;
  const middle = first.y / pixel;
  return { text, font: context.font, left: right - context.measureText(text).width, right, top: middle - 8, bottom: middle + 8, middle };
}

export function drawCaption(context, { text, font, right, middle }, colours, pixel) {
  context.save();
  context.scale(pixel, pixel);
  context.font = font;
  context.fillStyle = colours.soft;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillText(text, right, middle);
  context.restore();
}
