/* The map by keyboard: arrows walk to the neighbour that lies in that direction. */

import { byId } from '../ui/dom.js';
import { otherEnd } from './data.js';

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STRAIGHTEST = 0.3;

export function setUpKeys(picture, scene, actions) {
  const commands = {
    Enter: () => { if (actions.hasChoice()) byId('tafel').focus(); },
    Escape: () => actions.clearChoice(),
    '+': () => scene.zoom(1.25),
    '-': () => scene.zoom(0.8),
    0: () => actions.setDepth(0),
    1: () => actions.setDepth(1),
    2: () => actions.setDepth(2),
    3: () => actions.setDepth(3),
  };
  byId('netz').addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = DIRECTIONS[event.key];
    if (!direction && !commands[event.key]) return;
    event.preventDefault();
    if (!direction) { commands[event.key](); return; }
    const next = nextNode(picture, actions, direction);
    if (next) actions.chooseActor(next, { announce: true });
  });
  byId('tafel').addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    actions.clearChoice();
    byId('netz').focus();
  });
}

/** The neighbour that lies most nearly in this direction; without a choice the best connected actor. */
function nextNode(picture, actions, [right, down]) {
  const { nodes, edges } = actions.visible();
  const from = actions.drawn(actions.state().actor);
  if (!from) return mostConnected(picture, nodes);
  const neighbours = new Set(edges.filter((edge) => edge.from === from.id || edge.to === from.id).map((edge) => otherEnd(edge, from.id)));
  const rated = [...neighbours].map((id) => {
    const { x, y } = actions.drawn(id);
    const length = Math.hypot(x - from.x, y - from.y) || 1;
    return { id, straightness: ((x - from.x) * right + (y - from.y) * down) / length };
  });
  const best = rated.sort((a, b) => b.straightness - a.straightness)[0];
  return best && best.straightness > STRAIGHTEST ? best.id : null;
}

function mostConnected(picture, shown) {
  const visible = picture.nodes.filter((node) => shown.has(node.id));
  return visible.reduce((best, node) => (!best || node.degree > best.degree ? node : best), null)?.id;
}
