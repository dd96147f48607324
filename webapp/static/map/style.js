/* How nodes and edges look; the colours come from the style sheet, light or dark. */

const NAMES = ['paper', 'surface', 'ink', 'soft', 'gap', 'accent', 'map-edge', 'map-edge-quiet', 'map-edge-strong',
  'map-area-0', 'map-area-1', 'map-area-2', 'map-area-3', 'map-area-4', 'map-area-5'];
const FADED = 0.16;

export const darkness = matchMedia('(prefers-color-scheme: dark)');

export function readColours() {
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  return { ...colours, font: style.getPropertyValue('--sans') };
}

export const sectorColour = (sector) => (darkness.matches ? sector.colorDark : sector.color);

export const radiusOf = (node) => (node.group ? 12 : 10 + 2.6 * Math.sqrt(Math.min(node.degree, 25)));

export function nodeStyle(node, picture, colours, { faded, chosen, enlarged, drawGroup }) {
  const sector = picture.sector.get(node.sector);
  const colour = node.group || !sector ? colours.ink : sectorColour(sector);
  const common = { size: radiusOf(node) * enlarged, opacity: faded ? FADED : 1, chosen: false, borderWidth: chosen ? 3.5 : 1.5 };
  if (node.group) return { ...common, shape: 'custom', ctxRenderer: drawGroup };
  const border = chosen ? colours.ink : node.collective ? colour : colours.surface;
  return {
    ...common,
    shape: sector?.shape ?? 'dot',
    color: { background: node.collective ? colours.surface : colour, border },
    shapeProperties: { borderDashes: node.collective ? [3, 2.5] : false },
    borderWidth: chosen ? 3.5 : node.collective ? 2.2 : 1.5,
  };
}

const HEADS = [-4, 4];

/** A working group: a rounded tile with two heads, unlike every sector's shape. */
export function drawGroupSign(context, { x, y }, colours, { faded, chosen, enlarged }) {
  context.save();
  context.globalAlpha = faded ? FADED : 1;
  context.translate(x, y);
  context.scale(enlarged, enlarged);
  context.beginPath();
  context.roundRect(-12, -10, 24, 20, 6);
  context.fillStyle = colours.ink;
  context.fill();
  context.lineWidth = chosen ? 3.5 : 1.5;
  context.strokeStyle = chosen ? colours.accent : colours.surface;
  context.stroke();
  context.fillStyle = colours.surface;
  for (const side of HEADS) {
    context.beginPath();
    context.arc(side, -3, 2.6, 0, 7);
    context.fill();
    context.beginPath();
    context.arc(side, 5, 4, Math.PI, 0);
    context.fill();
  }
  context.restore();
}

/* Besides colour, every state has a line of its own: solid, dotted, dashed, long dashes. */
const LINES = {
  exists: { dashes: false, width: 1.3, colour: 'map-edge' },
  planned: { dashes: [1.5, 5], width: 2.2, colour: 'accent' },
  demanded: { dashes: [8, 6], width: 2.2, colour: 'gap' },
  ended: { dashes: [14, 5, 2, 5], width: 1, colour: 'map-edge-quiet' },
  unclear: { dashes: [3, 7], width: 1, colour: 'map-edge-quiet' },
  result: { dashes: false, width: 1.3, colour: 'map-edge' },
};

export function edgeStyle(edge, colours, { faded, strong }) {
  const line = LINES[edge.state] ?? LINES.unclear;
  const quiet = edge.state === 'exists' && (edge.kind === 'Membership' || edge.kind === 'Hierarchy');
  const base = colours[quiet ? 'map-edge-quiet' : line.colour];
  const colour = strong && edge.state === 'exists' ? colours['map-edge-strong'] : base;
  return {
    color: { color: colour, opacity: faded ? 0.1 : 1, inherit: false },
    dashes: line.dashes,
    width: strong ? line.width + 0.9 : line.width,
    arrows: { to: { enabled: edge.directed && edge.kind !== 'Membership', scaleFactor: 0.45 } },
    chosen: false,
    smooth: bend(edge.place),
  };
}

/* The second, third ... tie of the same two parties bends aside. */
function bend(place) {
  if (!place) return false;
  return { enabled: true, type: place % 2 ? 'curvedCW' : 'curvedCCW', roundness: 0.14 * Math.ceil(place / 2) };
}

/** Number the ties between the same two parties. */
export function numberParallels(edges) {
  const seen = new Map();
  for (const edge of edges) {
    const pair = [edge.from, edge.to].sort().join(' ');
    edge.place = seen.get(pair) ?? 0;
    seen.set(pair, edge.place + 1);
  }
}
