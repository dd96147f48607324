/* The letter of each kind of gap: in the middle of its line, or beside the sign of one who stands alone in it. */

import { drawnRadius } from './drawn.js';

const RADIUS = 7;

/** Where letters stand, in map units, with the kinds of gaps they are of. */
function lettersOf({ nodes, edges }, chosen, { appearance, pixel, enlarged }) {
  const ofLines = [...edges.filter(({ gapKinds }) => gapKinds), ...chosen].flatMap((edge) => {
    const ends = [nodes.get(edge.from), nodes.get(edge.to)];
    return ends.every(Boolean) ? [{ ...middleOf(edge, ends, appearance.bend), kinds: edge.gapKinds }] : [];
  });
  const beside = [...nodes.values()].filter(({ lackedKinds }) => lackedKinds?.length).map((node) => {
    const aside = drawnRadius(node, enlarged) * 0.8 + RADIUS * pixel * 0.6;
    return { x: node.x + aside, y: node.y + aside, kinds: node.lackedKinds };
  });
  return [...ofLines, ...beside];
}

export function drawGapSigns(context, view, chosen, look) {
  for (const { x, y, kinds } of lettersOf(view, chosen, look)) drawLetters(context, { x, y }, kinds, look);
}

/** The boxes of letters in screen pixels, for names to keep off. */
export const letterBoxes = (view, chosen, look) => lettersOf(view, chosen, look).map(({ x, y, kinds }) => {
  const [centre, middle, half] = [x / look.pixel, y / look.pixel, RADIUS * kinds.length];
  return { left: centre - half, right: centre + half, top: middle - RADIUS, bottom: middle + RADIUS };
});

/* Of a line that bends aside, the middle of its curve. */
function middleOf({ nth }, [from, to], bend) {
  const isClockwise = (Math.abs(nth) % 2 === 1) === (nth > 0);
  const aside = bend * Math.ceil(Math.abs(nth) / 2) * (isClockwise ? -1 : 1);
  return { x: (from.x + to.x) / 2 - aside * (to.y - from.y), y: (from.y + to.y) / 2 + aside * (to.x - from.x) };
}

function drawLetters(context, { x, y }, kinds, { appearance, colours, pixel }) {
  const letters = kinds.map((kind) => appearance.gapSigns[kind]?.sign).filter(Boolean);
  context.save();
  context.translate(x, y);
  context.scale(pixel, pixel);
  context.font = `700 10px ${colours.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  letters.forEach((letter, number) => {
    const centre = (number - (letters.length - 1) / 2) * 2 * RADIUS;
    context.beginPath();
    context.arc(centre, 0, RADIUS, 0, 7);
    context.fillStyle = colours.paper;
    context.fill();
    context.lineWidth = 1.3;
    context.strokeStyle = context.fillStyle = colours.gap;
    context.stroke();
    context.fillText(letter, centre, 0.5);
  });
  context.restore();
}
