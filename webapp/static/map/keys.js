/* The map by keyboard: arrows walk to the neighbour that lies in that direction; while a tie is drawn, to any sign. */

import { byId } from '../ui/dom.js';
import { otherEnd } from './data.js';
import { DIRECTIONS, towards } from './directions.js';
import { nearestTowards } from './newtie.js';

export function setUpKeys(picture, scene, actions) {
  const { newTie } = actions;
  const commands = {
    Enter: () => { if (newTie.isOn()) newTie.finish(actions.state().actor); else if (actions.hasChoice()) byId('tafel').focus(); },
    Escape: () => { if (newTie.isOn()) newTie.cancel(); else actions.clearChoice(); },
    ...(newTie.isPossible ? { v: () => newTie.begin(actions.state().actor) } : {}),
    '+': () => scene.zoom(1.25),
    '-': () => scene.zoom(0.8),
    0: () => actions.setDepth(0),
    1: () => actions.setDepth(1),
    2: () => actions.setDepth(2),
    3: () => actions.setDepth(3),
  };
  byId('netz').addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const direction = DIRECTIONS[key];
    if (!direction && !commands[key]) return;
    event.preventDefault();
    if (!direction) { commands[key](); return; }
    const next = newTie.isOn() ? nextSign(actions, direction) : nextNode(picture, actions, direction);
    if (next) actions.chooseActor(next, { announce: true });
  });
  byId('tafel').addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    actions.clearChoice();
    byId('netz').focus();
  });
}

/* A second sign need not be connected yet. */
function nextSign(actions, direction) {
  const from = actions.drawn(actions.state().actor) ?? actions.drawn(actions.newTie.from());
  const signs = [...actions.visible().nodes].map((id) => actions.drawn(id)).filter(Boolean);
  return from ? nearestTowards(from, signs, direction) : null;
}

/** The neighbour that lies most nearly in this direction; without a choice the best connected actor. */
function nextNode(picture, actions, direction) {
  const { nodes, edges } = actions.visible();
  const from = actions.drawn(actions.state().actor);
  if (!from) return mostConnected(picture, nodes);
  const neighbours = new Set(edges.filter((edge) => edge.from === from.id || edge.to === from.id).map((edge) => otherEnd(edge, from.id)));
  const ahead = towards(from, [...neighbours].map((id) => actions.drawn(id)), direction);
  return ahead.sort((a, b) => b.straightness - a.straightness)[0]?.node.id ?? null;
}

function mostConnected(picture, shown) {
  const visible = picture.nodes.filter((node) => shown.has(node.id));
  return visible.reduce((best, node) => (!best || node.degree > best.degree ? node : best), null)?.id;
}
