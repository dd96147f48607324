/* Who is not connected with anybody stands on a shelf beneath the map, under a heading that says so. */

import { say } from '../ui/dom.js';

const PADDING = 12;
const HEADING = 24;
const RIM = 6;
/* How wide a letter is, by its size: the last column is as wide as its longest line. */
const CHARACTER = 0.58;

/** Who stands there: without a tie, not put elsewhere by hand, beneath all others. */
export function shelved(nodes) {
  const tied = nodes.filter(({ alone }) => !alone);
  const lowest = Math.max(...tied.map(({ y }) => y));
  const found = nodes.filter(({ alone, pinned, y }) => alone && !pinned && y > lowest);
  return tied.length ? found : [];
}

/** The heading above the first row, with its row in screen pixels, as wide as the shelf; null where nobody stands there. */
export function placeHeading(context, nodes, { font, pixel, reachOf }) {
  if (!nodes.length) return null;
  const left = Math.min(...nodes.map((node) => node.x / pixel - reachOf(node)));
  const bottom = Math.min(...nodes.map((node) => node.y / pixel - reachOf(node))) - PADDING;
  const text = say('isolated', { number: nodes.length });
  context.font = `650 12px ${font}`;
  return { text, font: context.font, left, right: Math.max(left + context.measureText(text).width, ...nodes.map((node) => node.x / pixel)), top: bottom - HEADING + PADDING, bottom };
}

/** The upper edge of the shelf, where no name of others stands: it would be read as one of those beneath. */
export function shelfEdge(heading, { longest, size }) {
  return { ...heading, left: heading.left - PADDING, right: heading.right + longest * size * CHARACTER + PADDING, top: heading.top - PADDING - RIM };
}

/** What the shelf takes up in screen pixels: signs, names and heading. */
export function shelfBox(heading, nodes, labels, { pixel, reachOf }) {
  const ids = new Set(nodes.map(({ id }) => id));
  const signs = nodes.map((node) => ({ left: node.x / pixel - reachOf(node), right: node.x / pixel + reachOf(node), top: node.y / pixel - reachOf(node), bottom: node.y / pixel + reachOf(node) }));
  const all = [heading, ...signs, ...labels.filter(({ node }) => ids.has(node?.id))];
  const most = (side, pick) => pick(...all.map((box) => box[side]));
  return {
    left: most('left', Math.min) - PADDING, right: most('right', Math.max) + PADDING, top: most('top', Math.min) - PADDING, bottom: most('bottom', Math.max) + PADDING,
  };
}

export function drawShelf(context, { heading, box }, colours, pixel) {
  context.save();
  context.scale(pixel, pixel);
  context.beginPath();
  context.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 8);
  context.fillStyle = colours.sunken;
  context.fill();
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.stroke();
  context.font = heading.font;
  context.fillStyle = colours.soft;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(heading.text, heading.left, (heading.top + heading.bottom) / 2);
  context.restore();
}
