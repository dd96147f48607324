/* Working groups as soft areas around their members. */

const MARGIN = 34;
const CORNERS = 12;
const FEWEST = 2;
const HUES = 6;

/** The groups that have enough visible members for an area, with its outline. */
export function outlineAreas(picture, shown) {
  return picture.groups.flatMap((group, place) => {
    const members = group.members.filter((id) => shown.has(id));
    if (members.length < FEWEST || !shown.has(group.id)) return [];
    const points = [...members, group.id].map((id) => picture.node.get(id)).flatMap(surround);
    const outline = convexHull(points);
    return [{ group, hue: place % HUES, outline, crest: crestOf(outline) }];
  });
}

export function drawAreas(context, areas, colours, pixel, isFaded) {
  for (const { group, hue, outline } of areas) {
    context.beginPath();
    outline.forEach(({ x, y }, place) => (place ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
    context.fillStyle = context.strokeStyle = colours[`map-area-${hue}`];
    context.globalAlpha = isFaded(group.id) ? 0.05 : 0.16;
    context.fill();
    context.globalAlpha = isFaded(group.id) ? 0.15 : 0.75;
    context.lineWidth = 1.2 * pixel;
    context.stroke();
    context.globalAlpha = 1;
  }
}

/* Where the area's name stands: above its highest edge. */
function crestOf(outline) {
  const y = Math.min(...outline.map((point) => point.y));
  const highest = outline.filter((point) => point.y < y + MARGIN / 2).map((point) => point.x);
  return { x: (Math.min(...highest) + Math.max(...highest)) / 2, y };
}

const surround = ({ x, y }) => Array.from({ length: CORNERS }, (_, corner) => {
  const angle = (2 * Math.PI * corner) / CORNERS;
  return { x: x + MARGIN * Math.cos(angle), y: y + MARGIN * Math.sin(angle) };
});

const turn = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

function convexHull(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  return [...halfHull(sorted), ...halfHull(sorted.reverse())];
}

function halfHull(points) {
  const half = [];
  for (const point of points) {
    while (half.length > 1 && turn(half.at(-2), half.at(-1), point) <= 0) half.pop();
    half.push(point);
  }
  half.pop();
  return half;
}
