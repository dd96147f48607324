/* What is written on the map at one scale: names, the areas' names, the shelf of those who stand apart. */

import { drawnRadius } from './drawn.js';
import { crestSpots, placeLabels } from './labels.js';
import { measure } from './lettering.js';
import { pinBox } from './marks.js';
import { placeHeading, shelfBox, shelfEdge, shelved } from './shelf.js';
import { meet } from './spots.js';

/** Names and shelf in screen pixels from the origin of the map. */
export function writeNames(context, nodes, options) {
  const { pixel, enlarged, areas, pinned, letters, hasShelf } = options;
  const reachOf = (node) => drawnRadius(node, enlarged) / pixel;
  const apart = hasShelf ? shelved(nodes) : [];
  const ids = new Set(apart.map(({ id }) => id));
  const heading = placeHeading(context, apart, { ...options, reachOf });
  const taken = [...(heading ? [shelfEdge(heading, options.figures)] : []), ...letters, ...pinned.map((node) => pinBox(node, pixel, enlarged))];
  const crests = new Map(areas.map(({ group, crest }) => [group.id, { x: crest.x / pixel, y: crest.y / pixel }]));
  const named = nodes.map((node) => (ids.has(node.id) ? { ...node, shelved: true } : node));
  const names = placeLabels(context, named, { ...options, crests, taken });
  const boxes = nodes.map((node) => boxOf(node, pixel, reachOf(node)));
  return {
    names: [...names, ...nameAreas(context, areas, [...names, ...taken, ...boxes], { ...options, written: new Set(names.map(({ owner }) => owner)) })],
    shelf: heading && { heading, box: shelfBox(heading, apart, names, { pixel, reachOf }) },
  };
}

const boxOf = ({ x, y }, pixel, reach) => ({ left: x / pixel - reach, right: x / pixel + reach, top: y / pixel - reach, bottom: y / pixel + reach });

/* At the crest, or beneath the lowest edge, where there is room: of areas whose group has no name at its sign, which stands
   in the area and says it once. */
function nameAreas(context, areas, taken, { pixel, font, figures, frame, written }) {
  const occupied = [...taken];
  return areas.flatMap(({ group, crest, foot }) => {
    if (written.has(group.id)) return [];
    const text = measure(context, group.label, { ...figures, weight: 'italic 650', font });
    const above = crestSpots({ x: crest.x / pixel, y: crest.y / pixel }, text);
    const below = crestSpots({ x: foot.x / pixel, y: foot.y / pixel }, text).slice(0, 7).map((box) => lower(box, text.height + 8));
    const spot = [...above, ...below].find((box) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom && !occupied.some((other) => meet(other, box)));
    if (!spot) return [];
    occupied.push(spot);
    return [{ ...text, ...spot, colour: 'soft' }];
  });
}

const lower = (box, by) => ({ ...box, top: box.top + by, bottom: box.bottom + by, middle: box.middle + by });
