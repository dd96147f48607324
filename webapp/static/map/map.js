/* The map page: loads the picture, keeps state, map, legend and panel in step. */

import { addressOf, updateLinks, writeState } from './address.js';
import { setUpArranging } from './arrange.js';
import { byId, jump, make, say } from '../ui/dom.js';
import { loadPicture } from './data.js';
import { select } from './filter.js';
import { moveToFrame, watchFrame } from './frame.js';
import { viewOf } from './highlight.js';
import { setUpKeys } from './keys.js';
import { setUpLegend, showLegend } from './legend.js';
import { setUpNewTie } from './newtie.js';
import { showPanel } from './panel.js';
import { readyForPaper, savePicture } from './picture.js';
import { createPositions, stretchFor } from './positions.js';
import { createScene } from './scene.js';
import { setUpSearch } from './search.js';
import { setUpTour } from './tour.js';
import { clearFilters, keepKnown, noChoice, readState, withFilter } from './state.js';
import { darkness } from './style.js';
import { setUpTime, showTime } from './timebar.js';
import { isThere } from './time.js';
import { topicOf } from './topics.js';

const root = byId('karte');
const SIGN_ROOM = 48;

async function start() {
  const picture = await loadPicture(root.dataset.source);
  const positions = createPositions(stretchFor(picture.nodes, byId('netz')));
  const nothing = noChoice(picture);
  const scene = createScene(byId('netz'), picture);
  const read = () => keepKnown(picture, readState(picture, location.search));
  let state = read();
  let visible = select(picture, state);
  let view = null;

  function refresh({ fit = false } = {}) {
    visible = select(picture, state);
    view = viewOf(picture, state, visible, positions);
    if (actions.newTie.isOn()) view = { ...view, bright: null }; // everybody can be the second
    scene.show(view);
    showLegend(picture, state, visible);
    showPanel(picture, state, actions);
    showTime(picture, state, visible);
    showNumber();
    if (fit) look();
  }
  function showNumber() {
    const shown = picture.nodes.filter((node) => !node.group && visible.nodes.has(node.id)).length;
    const total = picture.nodes.filter((node) => !node.group && isThere(node, state)).length;
    byId('anzahl').textContent = say(total === 1 ? 'shownOfOne' : 'shown', { shown, total });
    showEmpty(visible.nodes.size === 0, picture, actions);
  }
  function look() {
    if (moveToFrame(scene.network, positions, state.frame)) return;
    const chosen = [...(view.bright ?? [])].filter((id) => view.nodes.has(id));
    if (state.actor && !state.depth && visible.nodes.has(state.actor)) scene.centre(state.actor);
    else if (!state.actor && chosen.length) scene.fit(chosen.map((id) => view.nodes.get(id)), 1.1);
    else scene.fit();
  }
  function change(changes, options = { fit: true }) {
    state = { ...state, ...(options.fit ? { frame: '' } : {}), ...changes };
    for (const told of ['hinweise', 'gespeichert']) byId(told)?.remove();
    writeState(picture, state, options);
    refresh(options);
  }
  const actions = {
    refresh,
    state: () => state,
    visible: () => visible,
    drawn: (id) => view.nodes.get(id),
    isVisible: (id) => visible.nodes.has(id),
    labelOf: (id) => picture.node.get(id)?.label,
    hasChoice: () => Boolean(state.actor || state.gap || state.pair.length || state.path.length || state.shared.length),
    addressOf: (changes) => addressOf(picture, { ...state, ...nothing, ...changes }),
    actorLink: (id, label, attributes) => jump(actions.addressOf({ actor: id }), label, () => actions.chooseActor(id), attributes),
    choose(changes, options) {
      change({ ...nothing, ...changes }, options);
      byId('ansage').textContent = byId('tafel-titel')?.textContent ?? '';
    },
    chooseActor(id, { stay = false } = {}) {
      change({ ...nothing, actor: id, depth: state.depth }, { fit: !stay });
      keepInSight(scene, view.nodes.get(id));
      const { label } = picture.node.get(id);
      const isSecond = actions.newTie.isOn() && id !== actions.newTie.from();
      byId('ansage').textContent = isSecond ? say('drawTo', { from: actions.labelOf(actions.newTie.from()), to: label }) : say('chosen', { label });
    },
    chooseGap: (id) => change({ ...nothing, gap: id }),
    clearChoice: () => change(nothing, { fit: !state.actor || Boolean(state.depth) }),
    setDepth: (depth) => { if (state.actor) { change({ depth }); document.querySelector(`[data-tiefe="${depth}"]`)?.focus({ preventScroll: true }); } },
    change,
    showTopic: (topic) => change({ filters: withFilter(state, 'thema', [topic]) }),
    clear: () => change(clearFilters(picture)),
    move: (id, position) => { positions.move(id, position); refresh(); },
    setTime: (changes, options) => change(changes, { fit: false, ...options }),
    setFrame: (frame) => { state = { ...state, frame }; writeState(picture, state, { isPassing: true }); },
  };

  actions.newTie = setUpNewTie(picture, scene, actions);
  setUpSearch(picture, (id) => (actions.newTie.isOn() ? actions.newTie.finish(id) : actions.chooseActor(id)), { isVisible: actions.isVisible, elsewhere: true });
  setUpArranging(scene, positions, actions);
  setUpKeys(picture, scene, actions);
  setUpLegend(picture, actions);
  setUpButtons(picture, scene, actions, () => view);
  scene.network.on('click', ({ nodes, edges }) => choosePointed(nodes, edges, view, actions));
  addEventListener('popstate', () => { state = read(); updateLinks(picture, state); refresh({ fit: true }); });
  darkness.addEventListener('change', () => scene.recolour());
  updateLinks(picture, state);
  scene.network.once('afterDrawing', announceReady);
  scene.fit([...viewOf(picture, state, visible, positions).nodes.values()]);
  refresh();
  scene.begin();
  if (state.frame || actions.hasChoice()) look();
  keepInSight(scene, view.nodes.get(state.actor));
  setUpTime(picture, actions);
  watchFrame(scene.network, positions, byId('netz'), actions.setFrame);
}

/** A click on a sign opens its profile, one on a topic shows its ties, one on a line all there is between its ends, one beside everything closes the panel. */
function choosePointed([node], [edgeId], view, actions) {
  const edge = node ? null : view.edges.find(({ id }) => id === edgeId);
  const topic = topicOf(node ?? edge?.to);
  if (topic) actions.showTopic(topic);
  else if (node && actions.newTie.isOn()) actions.newTie.finish(node);
  else if (node) actions.chooseActor(node, { stay: true });
  else if (edge?.gaps?.length === 1) actions.chooseGap(edge.gaps[0]);
  else if (edge) actions.choose({ pair: [edge.from, edge.to] }, { fit: false });
  else if (actions.hasChoice() && !actions.newTie.isOn()) actions.clearChoice();
}

/* A sheet over the foot of the window leaves in sight what it tells of. */
function keepInSight({ network }, node) {
  const sheet = byId('tafel');
  if (!node || getComputedStyle(sheet).position !== 'fixed') return;
  const sign = byId('netz').getBoundingClientRect().top + network.canvasToDOM(node).y;
  const lowest = innerHeight - sheet.offsetHeight - SIGN_ROOM;
  if (sign > lowest) scrollBy({ top: sign - lowest });
}

/** A map of nobody says why, and how to see somebody again. */
function showEmpty(isEmpty, picture, actions) {
  byId('niemand')?.remove();
  if (!isEmpty) return;
  const button = make('button', { type: 'button' }, say('resetFilters'));
  button.addEventListener('click', () => { actions.clear(); byId('netz').focus(); });
  const parts = picture.nodes.length ? [make('p', {}, say('nobodyFits')), button] : [make('p', {}, say('nobodyThere'))];
  root.querySelector('.map-stage').append(make('div', { id: 'niemand', class: 'notice map-notice', role: 'status' }, ...parts));
}

function setUpButtons(picture, scene, actions, view) {
  setUpTour();
  byId('naeher').addEventListener('click', () => scene.zoom(1.3));
  byId('weiter').addEventListener('click', () => scene.zoom(1 / 1.3));
  byId('ganz').addEventListener('click', () => { scene.fit(); actions.setFrame(''); });
  readyForPaper(picture, scene);
  byId('bild').addEventListener('click', () => savePicture(picture, view()));
}

function announceReady() {
  performance.mark('map-ready');
  document.documentElement.dataset.ready = '1';
}

/** Without a canvas the table says the same. */
function hasCanvas() {
  return Boolean(document.createElement('canvas').getContext?.('2d'));
}

function showTable() {
  const asked = new URLSearchParams(location.search);
  asked.set('ansicht', 'tabelle');
  location.replace(`${location.pathname}?${asked}`);
}

document.documentElement.classList.add('has-script');
if (hasCanvas() || byId('daten')) {
  start().catch((error) => {
    root.querySelector('.map-stage').prepend(Object.assign(document.createElement('p'), { className: 'notice notice-error map-notice', textContent: say('loadFailed') }));
    throw error;
  });
} else showTable();
