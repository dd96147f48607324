/* The map page: loads the picture, keeps state, map, legend and panel in step. */

import { byId, jump, say } from './dom.js';
import { loadPicture, otherEnd, stretchTo } from './data.js';
import { select } from './filter.js';
import { setUpKeys } from './keys.js';
import { setUpLegend, showLegend } from './legend.js';
import { showPanel } from './panel.js';
import { savePicture } from './picture.js';
import { createScene } from './scene.js';
import { setUpSearch } from './search.js';
import { clearFilters, queryOf, readState, updateLinks, writeState } from './state.js';
import { darkness } from './style.js';

const root = byId('karte');

async function start() {
  const picture = await loadPicture(root.dataset.source);
  stretchTo(picture, byId('netz'));
  const scene = createScene(byId('netz'), picture);
  let state = readState(location.search);
  let visible = select(picture, state);

  function refresh({ fit = false } = {}) {
    visible = select(picture, state);
    scene.show(viewOf(picture, state, visible));
    showLegend(state);
    showPanel(picture, state, actions);
    const shown = picture.nodes.filter((node) => !node.group && visible.nodes.has(node.id)).length;
    byId('anzahl').textContent = say('shown', { shown, total: picture.actorCount });
    if (fit) look();
  }
  function look() {
    const gap = picture.gap.get(state.gap);
    if (gap?.parties.some((id) => visible.nodes.has(id))) scene.fit(new Set(gap.parties), 1.1);
    else if (state.actor && !state.depth && visible.nodes.has(state.actor)) scene.centre(state.actor);
    else scene.fit();
  }
  function change(changes, options = { fit: true }) {
    state = { ...state, ...changes };
    writeState(state);
    refresh(options);
  }
  const actions = {
    state: () => state,
    visible: () => visible,
    isVisible: (id) => visible.nodes.has(id),
    addressOf: (changes) => location.pathname + queryOf({ ...state, actor: '', gap: '', depth: 0, ...changes }),
    actorLink: (id, label, attributes) => jump(actions.addressOf({ actor: id }), label, () => actions.chooseActor(id), attributes),
    chooseActor(id, { stay = false } = {}) {
      change({ actor: id, gap: '' }, { fit: !stay });
      byId('ansage').textContent = say('chosen', { label: picture.node.get(id).label });
    },
    chooseGap: (id) => change({ gap: id, actor: '', depth: 0 }),
    clearChoice: () => change({ actor: '', gap: '', depth: 0 }, { fit: Boolean(state.depth || state.gap) }),
    setDepth: (depth) => { if (state.actor) { change({ depth }); document.querySelector(`[data-tiefe="${depth}"]`)?.focus({ preventScroll: true }); } },
    clear: () => change(clearFilters(state)),
  };

  setUpSearch(picture, (id) => actions.chooseActor(id));
  setUpKeys(picture, scene, actions);
  setUpLegend((facet, value, on) => {
    const values = new Set(state[facet]);
    if (on) values.add(value); else values.delete(value);
    change({ [facet]: values });
  }, () => actions.clear());
  setUpButtons(picture, scene, () => viewOf(picture, state, visible));
  scene.network.on('click', ({ nodes, edges }) => choosePointed(nodes, edges, picture, actions));
  addEventListener('popstate', () => { state = readState(location.search); updateLinks(state); refresh({ fit: true }); });
  darkness.addEventListener('change', () => scene.recolour());
  updateLinks(state);
  scene.network.once('afterDrawing', announceReady);
  refresh();
  scene.fit();
  if (state.actor || state.gap) look();
}

/** What stands out: the chosen one with its neighbours, or the parties of a gap. */
function viewOf(picture, state, visible) {
  const gap = picture.gap.get(state.gap) ?? null;
  let bright = null;
  if (gap?.parties.some((id) => picture.node.has(id))) bright = new Set(gap.parties);
  else if (visible.nodes.has(state.actor) && !state.depth) {
    const ties = picture.edgesOf.get(state.actor).filter((edge) => visible.edges.includes(edge));
    bright = new Set([state.actor, ...ties.map((edge) => otherEnd(edge, state.actor))]);
  }
  return { ...visible, bright, gap, chosen: state.actor };
}

/** A click on a sign opens its profile, one on a demanded tie the gap, one beside everything closes the panel. */
function choosePointed([node], [edgeId], picture, actions) {
  if (node) { actions.chooseActor(node, { stay: true }); return; }
  const edge = actions.visible().edges.find(({ id }) => id === edgeId);
  if (!edge) { if (actions.state().actor || actions.state().gap) actions.clearChoice(); return; }
  const gap = edge.state === 'demanded' && picture.gaps.find(({ parties }) => parties.includes(edge.from) && parties.includes(edge.to));
  if (gap) actions.chooseGap(gap.id); else actions.chooseActor(edge.from, { stay: true });
}

function setUpButtons(picture, scene, view) {
  byId('naeher').addEventListener('click', () => scene.zoom(1.3));
  byId('weiter').addEventListener('click', () => scene.zoom(1 / 1.3));
  byId('ganz').addEventListener('click', () => scene.fit());
  byId('bild').addEventListener('click', () => savePicture(picture, view()));
}

function announceReady() {
  performance.mark('map-ready');
  document.documentElement.dataset.ready = '1';
}

document.documentElement.classList.add('has-script');
start().catch((error) => {
  root.querySelector('.map-stage').prepend(Object.assign(document.createElement('p'), { className: 'notice notice-error map-notice', textContent: say('loadFailed') }));
  throw error;
});
