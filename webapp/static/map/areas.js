/* Working groups as soft areas around their members. */

/** The groups that have enough drawn members for an area, with its outline. */
export function outlineAreas(groups, nodes, { fewest, ...shape }) {
  return groups.flatMap((group) => {
    const members = group.members.filter((id) => nodes.has(id));
    if (members.length < fewest || !nodes.has(group.id)) return [];
    const outline = convexHull([...members, group.id].flatMap((id) => surround(nodes.get(id), shape)));
    return [{ group, outline, crest: crestOf(outline, shape), foot: footOf(outline, shape) }];
  });
}

export function drawAreas(context, areas, colours, pixel, isFaded) {
  for (const { group, outline } of areas) {
    context.beginPath();
    outline.forEach(({ x, y }, index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
    context.fillStyle = context.strokeStyle = colours[`map-area-${group.hue}`];
    context.globalAlpha = isFaded(group.id) ? 0.05 : 0.16;
    context.fill();
    context.globalAlpha = isFaded(group.id) ? 0.15 : 0.75;
    context.lineWidth = 1.2 * pixel;
    context.stroke();
    context.globalAlpha = 1;
  }
}

/* Where the area's name stands: above its highest edge. */
function crestOf(outline, { margin }) {
  const y = Math.min(...outline.map((point) => point.y));
  const highest = outline.filter((point) => point.y < y + margin / 2).map((point) => point.x);
  return { x: (Math.min(...highest) + Math.max(...highest)) / 2, y };
}

const footOf = (outline, shape) => {
  const { x, y } = crestOf(outline.map((point) => ({ x: point.x, y: -point.y })), shape);
  return { x, y: -y };
};

const surround = ({ x, y }, { margin, corners }) => Array.from({ length: corners }, (_, corner) => {
  const angle = (2 * Math.PI * corner) / corners;
  return { x: x + margin * Math.cos(angle), y: y + margin * Math.sin(angle) };
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
