/* Signs beside an actor or on a tie: what is new, lost or changed between two days, and who was put in place by hand. */

import { drawnRadius } from './drawn.js';

const SIGNS = { new: '+', lost: '−', changed: '±' };
const COLOURS = { new: 'good', lost: 'gap', changed: 'warn' };
const DASHES = { new: false, lost: [9, 6], changed: [3, 3] };
const PALE = { undated: 0.7, same: 0.7 };
const BADGE = 8;
const ASIDE = 13;

/** How a tie looks because of what happened to it, instead of as usual; without a mark as usual. */
export function markStyle(mark, look, colours) {
  if (mark === 'undated' && look.isThere) return { color: { color: colours['map-edge'], opacity: PALE[mark], inherit: false }, dashes: [2, 5] };
  if (PALE[mark]) return { color: { ...look.color, opacity: PALE[mark] } };
  if (!SIGNS[mark]) return {};
  return { color: { color: colours[COLOURS[mark]], opacity: 1, inherit: false }, dashes: DASHES[mark], width: 3 };
}

/** A badge with the sign on each such tie, and beside each actor that got its first tie or lost its last. */
export function drawMarks(context, { nodes, edges, marks }, colours, pixel) {
  for (const { id, from, to, nth } of edges) {
    const mark = marks.edges.get(id);
    if (SIGNS[mark]) drawBadge(context, between(nodes.get(from), nodes.get(to), nth, pixel), mark, colours, pixel);
  }
  for (const [id, mark] of marks.nodes) {
    const node = nodes.get(id);
    if (node) drawBadge(context, { x: node.x + ASIDE * pixel, y: node.y - ASIDE * pixel }, mark, colours, pixel);
  }
}

/* In the middle of a tie; those of further ties between the same two stand beside it. */
const between = (a, b, nth, pixel) => ({ x: (a.x + b.x) / 2 + 2 * BADGE * Math.abs(nth) * pixel, y: (a.y + b.y) / 2 });

function drawBadge(context, { x, y }, mark, colours, pixel) {
  const colour = colours[COLOURS[mark]];
  context.save();
  context.beginPath();
  context.arc(x, y, BADGE * pixel, 0, 7);
  context.fillStyle = colours.paper;
  context.fill();
  context.lineWidth = 2 * pixel;
  context.strokeStyle = colour;
  context.stroke();
  context.fillStyle = colour;
  context.font = `700 ${14 * pixel}px ${colours.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(SIGNS[mark], x, y);
  context.restore();
}

const PIN = { head: 3.6, needle: 8 };

/** The box of a node's pin in screen pixels, for names to keep off. */
export function pinBox(node, pixel, enlarged) {
  const aside = drawnRadius(node, enlarged) * 0.75;
  const [right, bottom] = [(node.x - aside) / pixel, (node.y - aside) / pixel];
  const reach = PIN.needle + PIN.head + 1;
  return { left: right - reach, right, top: bottom - reach, bottom };
}

/** A pin at the upper left of each of these nodes, of one size however far out the map is. */
export function drawPins(context, nodes, { colours, pixel, enlarged }) {
  for (const node of nodes) {
    const aside = drawnRadius(node, enlarged) * 0.75;
    context.save();
    context.translate(node.x - aside, node.y - aside);
    context.scale(pixel, pixel);
    context.lineCap = 'round';
    for (const [colour, rim] of [[colours.paper, 2.4], [colours.ink, 0]]) {
      context.strokeStyle = context.fillStyle = colour;
      context.lineWidth = 1.4 + rim;
      context.beginPath();
      context.moveTo(0, 0);
      context.lineTo(-PIN.needle * 0.6, -PIN.needle);
      context.stroke();
      context.beginPath();
      context.arc(-PIN.needle * 0.6, -PIN.needle, PIN.head + rim / 2, 0, 7);
      context.fill();
    }
    context.restore();
  }
}
