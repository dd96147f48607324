/* The drawn map: vis-network without physics, every node where its view has it. */

import { isBubble } from './drawn.js';
import { drawAreas, outlineAreas } from './areas.js';
import { drawLabels } from './lettering.js';
import { CHOSEN } from './labels.js';
import { drawGapSigns, letterBoxes } from './gapsigns.js';
import { drawMarks, drawPins, markStyle } from './marks.js';
import { writeNames } from './naming.js';
import { drawShelf } from './shelf.js';
import { drawGroupSign, drawTopicSign, edgeStyle, nodeStyle, readColours } from './style.js';

const MANY = 1500;
const NARROW = 700;
const ROOM_Y = 34;
const SMALL = 0.55;
const MOST_ENLARGED = 3;
/* Among so many, larger signs would leave names no room, and lines are drawn fainter. */
const CROWD = 600;
const CROWD_ENLARGED = 1.7;
/* From so many on, larger signs would lie on top of each other. */
const TOWN = 100;
const TOWN_ENLARGED = 1.6;
const MOST_AREAS = 24;
const CLOSEST = 1.6;
const SMALLEST = 0.05;
/* In a small window names go before the whole: it begins this near, around the best connected. */
const READABLE = 0.62;
const LOW = 460;
/* So many milliseconds after the last notch of a wheel names are placed anew; until then they grow and shrink with the map. */
const RESTS = 140;
const still = matchMedia('(prefers-reduced-motion: reduce)');
const GLIDE = { duration: 280, easingFunction: 'easeInOutQuad' };

/** A map in this element; `ratio` enlarges names for a picture with more pixels. */
export function createScene(element, picture, { ratio = 1, isStill = still.matches, hidesEdges = picture.nodes.length > MANY } = {}) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(element, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      hover: true, dragNodes: false, keyboard: false, selectConnectedEdges: false,
      hideEdgesOnDrag: hidesEdges, hideEdgesOnZoom: hidesEdges,
    },
  });
  let colours = readColours(picture);
  let view = { nodes: new Map(), edges: [], groups: [], bright: null, chosen: '', gap: null };
  let areas = [];
  let gapLines = [];
  let labels = null;
  let awaited = 0;
  let waiting = 0;
  let hovered = '';
  let enlarged = 1;

  const pixel = () => ratio / network.getScale();
  const isFaded = (id) => Boolean(view.bright) && !view.bright.has(id);
  const isStrong = (edge) => edge.from === view.chosen || edge.to === view.chosen || edge.isGap || Boolean(view.strong?.has(edge.id));
  const rank = (node) => (node.id === hovered || node.id === view.chosen ? CHOSEN
    : (view.bright?.has(node.id) ? 200 : 0) + (node.group ? 100 : 0) + node.degree);
  const visible = () => [...view.nodes.values()];

  /* Far out, signs keep a size that can be seen and touched. */
  function enlarge() {
    const number = picture.nodes.length;
    const most = number > CROWD ? CROWD_ENLARGED : number > TOWN ? TOWN_ENLARGED : MOST_ENLARGED;
    const wanted = Math.min(Math.max(SMALL * ratio / network.getScale(), 1), most);
    if (Math.abs(wanted - enlarged) < 0.08) return;
    enlarged = wanted;
    drawSigns();
  }
  /* Rims keep their width on the screen; a sign of a few pixels would be nothing else. */
  const rim = () => (picture.nodes.length > TOWN ? Math.min(1.5, network.getScale() / ratio * 3) : 1.5);
  /* So many areas on top of each other tell nothing: then those of the chosen are drawn. */
  const fewAreas = (all) => (all.length > MOST_AREAS ? all.filter(({ group }) => view.bright?.has(group.id)) : all);
  const pinned = () => visible().filter((node) => node.pinned && !isFaded(node.id));

  function placed(context, size) {
    const named = visible().filter((node) => !isFaded(node.id) || node.id === hovered);
    return writeNames(context, named, {
      pixel: size, rank, font: colours.font, figures: picture.appearance.name, areas, frame: frame(size), enlarged, pinned: pinned(), letters: letterBoxes(view, gapLines, { appearance: picture.appearance, pixel: size, enlarged }), hasShelf: view.withShelf !== false && !view.bright,
      lines: view.edges.map(({ from, to }) => [view.nodes.get(from), view.nodes.get(to)]),
    });
  }
  function placeAgain() {
    clearTimeout(waiting);
    awaited = 0;
    labels = null;
  }
  /* While the scale changes, names stay as they were placed. */
  function awaitRest(scale) {
    if (scale === awaited) return;
    awaited = scale;
    clearTimeout(waiting);
    waiting = setTimeout(() => { placeAgain(); network.redraw(); }, RESTS);
  }
  /* Before anything is drawn: the shelf lies beneath the signs. */
  network.on('beforeDrawing', (context) => {
    const scale = network.getScale();
    if (!labels) labels = { scale, pixel: pixel(), ...placed(context, pixel()) };
    else if (labels.scale !== scale) awaitRest(scale);
    if (labels.shelf) drawShelf(context, labels.shelf, colours, labels.pixel);
    drawAreas(context, areas, colours, pixel(), isFaded);
  });
  network.on('afterDrawing', (context) => {
    drawPins(context, pinned(), { colours, pixel: pixel(), enlarged });
    drawGapSigns(context, view, gapLines, { appearance: picture.appearance, colours, pixel: pixel(), enlarged });
    if (view.marks) drawMarks(context, view, colours, pixel());
    drawLabels(context, labels.names, colours, labels.pixel);
  });
  const isWritten = ({ id, label }) => labels?.names.some(({ node, lines }) => node?.id === id && lines.join(' ').replaceAll('\u00a0', ' ') === label);
  /* Who is named in full already needs no other place: the names of the others stay. */
  function hover(id) {
    const raised = id && view.nodes.has(id) && !isWritten(view.nodes.get(id)) ? id : '';
    if (raised !== hovered) placeAgain();
    hovered = raised;
    element.classList.toggle('is-over', Boolean(id));
    network.redraw();
  }
  network.on('hoverNode', ({ node }) => hover(node));
  network.on('blurNode', () => hover(''));
  network.on('hoverEdge', () => element.classList.add('is-over'));
  network.on('zoom', enlarge);
  network.on('animationFinished', () => { enlarge(); if (labels?.scale !== network.getScale()) placeAgain(); network.redraw(); });
  network.on('blurEdge', () => element.classList.remove('is-over'));

  /* vis-network keeps the first renderer of a node, so this one looks up the present state itself. */
  const drawGroup = ({ ctx, id, x, y }) => ({
    drawNode: () => { const node = view.nodes.get(id); if (node && !node.areaOnly) (node.topic ? drawTopicSign : drawGroupSign)(ctx, { x, y }, colours, { faded: isFaded(id), chosen: id === view.chosen, enlarged }); },
    nodeDimensions: { width: 24 * enlarged, height: 20 * enlarged },
  });

  function show(next) {
    view = next;
    gapLines = gapEdges(view);
    areas = view.withAreas === false ? [] : fewAreas(outlineAreas(view.groups, view.nodes, picture.appearance.area));
    placeAgain();
    drawSigns();
  }
  function drawSigns() {
    sync(nodes, visible().map((node) => ({
      id: node.id, x: node.x, y: node.y, ...nodeStyle(node, picture, colours, { faded: isFaded(node.id), chosen: node.id === view.chosen, enlarged, drawGroup, rim: rim() }),
    })));
    sync(edges, [...view.edges, ...gapLines].map((edge) => {
      const look = edgeStyle(edge, colours, { appearance: picture.appearance, kind: picture.kind.get(edge.kind), faded: isFaded(edge.from) || isFaded(edge.to) || isAside(edge), strong: isStrong(edge), crowded: picture.nodes.length > CROWD });
      const mark = view.marks?.edges.get(edge.id);
      return { id: edge.id, from: edge.from, to: edge.to, ...look, ...markStyle(mark, { ...look, isThere: edge.state === 'exists' }, colours) };
    }));
  }
  const isAside = (edge) => Boolean(view.chosen) && edge.from !== view.chosen && edge.to !== view.chosen && Boolean(view.bright);

  function moveTo(position, scale, glides = !isStill) {
    network.moveTo({ position, scale, animation: glides ? GLIDE : false });
    if (glides) return;
    enlarge();
    placeAgain();
  }
  /* All of these nodes in sight, with room at the edges for names; placeLabels keeps them inside of it. */
  function fit(shown = visible(), closest = CLOSEST, glides = !isStill) {
    if (!shown.length) return;
    const { left, right, top, bottom } = bounds(shown);
    const [wide, high] = [element.clientWidth / ratio, element.clientHeight / ratio];
    const room = roomFor(wide);
    const scale = Math.min((wide - 2 * room) / Math.max(right - left, 1), (high - 2 * ROOM_Y) / Math.max(bottom - top, 1), closest);
    const middle = (top + bottom) / 2;
    element.parentElement?.classList.remove('is-part');
    moveTo({ x: (left + right) / 2, y: middle }, Math.max(scale, SMALLEST) * ratio, glides);
  }
  function begin() {
    fit(undefined, undefined, false);
    const isSmall = element.clientWidth < NARROW || element.clientHeight < LOW;
    const shown = visible();
    if (!isSmall || shown.length > TOWN || network.getScale() >= READABLE) return;
    const { x, y } = shown.reduce((best, node) => (node.degree > best.degree ? node : best));
    moveTo(within({ x, y }, READABLE), READABLE, false);
    element.parentElement?.classList.add('is-part');
  }
  /* The middle of a window that looks at a point without showing more beside the map than it must. */
  function within({ x, y }, scale) {
    const { left, right, top, bottom } = bounds(visible());
    const half = { x: element.clientWidth / 2 / scale - roomFor(element.clientWidth), y: element.clientHeight / 2 / scale - 2 * ROOM_Y };
    const clamp = (value, from, to) => (from > to ? (from + to) / 2 : Math.min(Math.max(value, from), to));
    return { x: clamp(x, left + half.x, right - half.x), y: clamp(y, top + half.y, bottom - half.y) };
  }
  /* In screen pixels, as the names are. */
  function frame(size) {
    const { left, right, top, bottom } = bounds(visible());
    const wide = element.clientWidth / ratio;
    const room = Math.max(roomFor(wide) - 4, (wide - (right - left) / size) / 2 - 6); // what is narrower than its window may use all of it
    return { left: left / size - room, right: right / size + room, top: top / size - ROOM_Y, bottom: bottom / size + ROOM_Y };
  }

  return {
    network,
    show,
    fit,
    begin,
    recolour() { colours = readColours(picture); show(view); },
    centre(id) { const { x, y } = view.nodes.get(id); moveTo({ x, y }, Math.max(0.9, network.getScale())); },
    zoom(factor) { moveTo(network.getViewPosition(), network.getScale() * factor); },
    canvas: () => element.querySelector('canvas'),
    destroy: () => { clearTimeout(waiting); network.destroy(); },
  };
}

function sync(dataset, items) {
  const wanted = new Set(items.map((item) => item.id));
  dataset.remove(dataset.getIds().filter((id) => !wanted.has(id)));
  dataset.update(items);
}

function bounds(nodes) {
  const side = (axis, sign) => nodes.map((node) => node[axis] + sign * (isBubble(node) ? node.radius : 0));
  return { left: Math.min(...side('x', -1)), right: Math.max(...side('x', 1)), top: Math.min(...side('y', -1)), bottom: Math.max(...side('y', 1)) };
}

/* Half the width of a name; less on a narrow screen. */
const roomFor = (width) => (width > NARROW ? 68 : Math.min(64, width * 0.13));

/** What a gap misses, drawn between its parties unless a demanded tie shows it already. */
function gapEdges({ gap, edges, nodes }) {
  const parties = (gap?.parties ?? []).filter((id) => nodes.has(id));
  const isDrawn = edges.some(({ state, from, to }) => state === 'demanded' && parties.includes(from) && parties.includes(to));
  if (isDrawn) return [];
  return parties.flatMap((from, number) => parties.slice(number + 1)
    .map((to) => ({ id: `gap~${from}~${to}`, from, to, kind: 'Gap', state: 'demanded', directed: false, nth: 0, isGap: true, gapKinds: [gap.kind] })));
}
