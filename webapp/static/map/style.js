/* How nodes and edges look; the colours come from the style sheet, light or dark. */

import { drawnRadius } from './drawn.js';

const NAMES = ['paper', 'surface', 'sunken', 'line', 'ink', 'soft', 'gap', 'warn', 'good', 'accent', 'map-edge', 'map-edge-quiet', 'map-edge-strong',
  'map-area-0', 'map-area-1', 'map-area-2', 'map-area-3', 'map-area-4', 'map-area-5'];
const FADED = 0.16;
const AREA = 0.55;
const FAINT = 0.3;
const THICKEST = 14;

export const darkness = matchMedia('(prefers-color-scheme: dark)');

/** The colours that are drawn with: ours, and those that the server names for lines and legends. */
export function readColours({ appearance, colourings = [] }) {
  const style = getComputedStyle(document.documentElement);
  const sent = [...Object.values(appearance.lines).map(({ colour }) => colour), ...colourings.flatMap(({ legend }) => legend.map(([tint]) => tint))];
  const colours = Object.fromEntries([...NAMES, ...sent].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  return { ...colours, font: style.getPropertyValue('--sans') };
}

export const sectorColour = (sector) => (darkness.matches ? sector.colorDark : sector.color);

export function nodeStyle(node, picture, colours, { faded, chosen, enlarged, drawGroup, rim = 1.5 }) {
  const sector = picture.sector.get(node.sector);
  const colour = node.group || !sector ? colours.ink : node.tint ? colours[node.tint] : sectorColour(sector);
  const open = picture.appearance.rims[node.rim];
  const common = { size: drawnRadius(node, enlarged), opacity: faded ? FADED : node.area && !chosen ? AREA : 1, chosen: false, borderWidth: chosen ? 3.5 : rim };
  if (node.group) return { ...common, shape: 'custom', ctxRenderer: drawGroup };
  const border = chosen ? colours.ink : node.lacks ? colours.gap : open ? colour : colours.surface;
  return {
    ...common,
    shape: sector?.shape ?? 'dot',
    color: { background: open ? colours.surface : colour, border },
    shapeProperties: { borderDashes: node.lacks ? [7, 5] : open ? open.dashes : false },
    borderWidth: chosen || node.lacks ? 3.5 : open ? open.width : rim,
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

/** A topic: a sheet with lines. */
export function drawTopicSign(context, { x, y }, colours, { faded, enlarged }) {
  context.save();
  context.globalAlpha = faded ? FADED : 1;
  context.translate(x, y);
  context.scale(enlarged, enlarged);
  context.fillStyle = colours.surface;
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.8;
  context.beginPath();
  context.roundRect(-9, -11, 18, 22, 2);
  context.fill();
  context.stroke();
  context.lineWidth = 1.4;
  context.beginPath();
  for (const line of [-5, 0, 5]) { context.moveTo(-5, line); context.lineTo(5, line); }
  context.stroke();
  context.restore();
}

/** How a tie looks; its line is that of its state and of its kind, as the server says. */
export function edgeStyle(edge, colours, { appearance, kind, faded, strong, crowded = false }) {
  const line = appearance.lines[edge.state] ?? appearance.lines.unclear;
  const quiet = edge.state === 'exists' && kind?.quiet;
  const base = colours[quiet ? 'map-edge-quiet' : line.colour];
  const colour = strong && edge.state === 'exists' ? colours['map-edge-strong'] : base;
  const width = edge.count > 1 ? Math.min(line.width + Math.sqrt(edge.count) / 6, THICKEST) : edge.width ?? line.width;
  return {
    color: { color: colour, opacity: faded ? 0.1 : crowded && !strong && edge.state === 'exists' ? FAINT : 1, inherit: false },
    dashes: (edge.isGap ? appearance.gapSigns[edge.gapKinds[0]]?.dashes : null) ?? line.dashes,
    width: strong ? width + 0.9 : width,
    arrows: { to: { enabled: edge.directed && kind?.arrow !== false, scaleFactor: 0.45 } },
    chosen: false,
    smooth: bend(edge, appearance.bend),
  };
}

/* The second, third ... tie of the same two parties bends aside; one that runs against the first has a negative number. */
function bend({ nth }, roundness) {
  if (!nth) return false;
  const isClockwise = (Math.abs(nth) % 2 === 1) === (nth > 0);
  return { enabled: true, type: isClockwise ? 'curvedCW' : 'curvedCCW', roundness: roundness * Math.ceil(Math.abs(nth) / 2) };
}
