/* The map of a network too large for one picture: areas as bubbles, which open into their actors. */

import { byId, jump, make, say } from '../ui/dom.js';
import { indexPicture, otherEnd } from './data.js';
import { DIRECTIONS, towards } from './directions.js';
import { createScene } from './scene.js';
import { setUpSearch } from './search.js';
import { darkness } from './style.js';

/* What ended or is unclear is drawn for the chosen area only; panel and table have all. */
const DRAWN = new Set(['exists', 'planned', 'demanded']);
const MOST_LISTED = 12;
const NEARBY = 'umfeld';
const root = byId('karte');
const number = (value) => value.toLocaleString(document.documentElement.lang);

async function load() {
  const response = await fetch(root.dataset.source + location.search, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return indexPicture(await response.json());
}

async function start() {
  const picture = await load();
  const scene = createScene(byId('netz'), picture, { hidesEdges: true });
  let chosen = asked('akteur');

  function show() {
    const node = picture.node.get(chosen);
    const near = node ? picture.edgesOf.get(chosen).map((edge) => otherEnd(edge, chosen)) : [];
    const isFading = node && (!node.area || near.length < picture.nodes.length / 2);
    scene.show({
      nodes: picture.node, groups: picture.groups, edges: picture.edges.filter((edge) => DRAWN.has(edge.state) || edge.from === chosen || edge.to === chosen), chosen, gap: null, withShelf: false,
      bright: isFading ? new Set([chosen, ...near]) : null,
    });
    showPanel(picture, node, actions);
  }
  async function go(change, focused = '') {
    const address = new URLSearchParams(location.search);
    change(address);
    history.pushState(null, '', `${location.pathname}?${address}`);
    await follow(focused);
  }
  async function follow(focused) {
    const begun = performance.now();
    const next = await load();
    Object.assign(picture, next);
    chosen = focused || asked('akteur');
    byId('niemand')?.remove();
    show();
    showFrame(picture, actions);
    if (picture.group.has(chosen)) scene.fit([chosen, ...picture.group.get(chosen).members].map((id) => picture.node.get(id)));
    else scene.fit();
    scene.network.once('afterDrawing', () => performance.measure('area-open', { start: begun, end: performance.now() }));
  }
  const actions = {
    choose(id) { chosen = id; show(); if (id) byId('ansage').textContent = picture.node.get(id).label; },
    open: (id) => go((address) => address.append('offen', id), id),
    close: (id) => go((address) => {
      if (id === NEARBY) { address.delete('akteur'); address.delete('tiefe'); return; }
      const left = address.getAll('offen').filter((other) => other !== id);
      address.delete('offen');
      left.forEach((other) => address.append('offen', other));
    }),
    nearby: (id) => go((address) => address.set('akteur', id), id),
    activate(id) {
      const node = picture.node.get(id);
      if (node?.area && !node.open) actions.open(id);
      else if (node && !node.area) byId('tafel').focus();
    },
  };

  scene.network.on('click', ({ nodes }) => actions.choose(nodes[0] ?? ''));
  scene.network.on('doubleClick', ({ nodes }) => { if (nodes[0]) actions.activate(nodes[0]); });
  scene.network.once('afterDrawing', () => { performance.mark('map-ready'); document.documentElement.dataset.ready = '1'; });
  setUpKeys(picture, scene, actions, () => chosen);
  setUpSearch(picture, (id) => (picture.node.get(id).area ? actions.choose(id) : actions.nearby(id)), { elsewhere: true });
  byId('naeher').addEventListener('click', () => scene.zoom(1.3));
  byId('weiter').addEventListener('click', () => scene.zoom(1 / 1.3));
  byId('ganz').addEventListener('click', () => scene.fit());
  addEventListener('popstate', () => follow(''));
  darkness.addEventListener('change', () => scene.recolour());
  show();
  showFrame(picture, actions);
  scene.fit();
}

const asked = (name) => new URLSearchParams(location.search).get(name) ?? '';

function setUpKeys(picture, scene, actions, chosen) {
  const commands = {
    Enter: () => actions.activate(chosen()),
    Escape: () => {
      const last = picture.groups.at(-1);
      if (chosen()) actions.choose('');
      else if (last) actions.close(last.id);
    },
    '+': () => scene.zoom(1.25),
    '-': () => scene.zoom(0.8),
  };
  byId('netz').addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = DIRECTIONS[event.key];
    if (!direction && !commands[event.key]) return;
    event.preventDefault();
    if (!direction) { commands[event.key](); return; }
    const next = nextNode(picture, picture.node.get(chosen()), direction);
    if (next) actions.choose(next.id);
  });
  byId('tafel').addEventListener('keydown', (event) => { if (event.key === 'Escape') byId('netz').focus(); });
}

/** What lies nearest in this direction; without a choice the largest area. */
function nextNode(picture, from, direction) {
  if (!from) return picture.nodes[0];
  const ahead = towards(from, picture.nodes.filter((node) => node !== from), direction);
  return ahead.sort((a, b) => a.length / a.straightness ** 2 - b.length / b.straightness ** 2)[0]?.node;
}

/** What stands around the map: number, path of what is open, what is not there. */
function showFrame(picture, actions) {
  const shown = picture.nodes.filter((node) => !node.area).length;
  byId('anzahl').textContent = say('areaCount', { number: number(picture.actors), shown: number(shown) });
  byId('pfad').replaceChildren(...picture.groups.map(({ id, label }) => {
    const closer = make('button', { type: 'button', class: 'button-quiet', 'aria-label': `${say('areaClose')}: ${label}` }, label, ' ×');
    closer.addEventListener('click', () => { actions.close(id); byId('netz').focus(); });
    return closer;
  }));
  byId('hinweise').hidden = picture.notices.length === 0;
  byId('hinweise').replaceChildren(...picture.notices.map((text) => make('li', {}, text)));
  for (const link of document.querySelectorAll('.map-switch:first-of-type a, .language-switch a')) keepChoice(link);
}

function keepChoice(link) {
  const [own, here] = [new URLSearchParams(link.search), new URLSearchParams(location.search)];
  for (const name of ['offen', 'akteur', 'tiefe']) {
    own.delete(name);
    for (const value of here.getAll(name)) own.append(name, value);
  }
  link.search = own;
}

function showPanel(picture, node, actions) {
  const panel = byId('tafel');
  if (!node) {
    panel.replaceChildren(make('p', {}, say('areaIntroduction')), picture.isThinned ? make('p', { class: 'hint' }, say('areaThinned')) : '', listOf(picture.nodes.filter((one) => one.area && one.id !== NEARBY)
      .map((one) => [pick(one, actions), number(one.count)])));
  } else if (node.area) panel.replaceChildren(...aboutArea(picture, node, actions));
  else panel.replaceChildren(...aboutActor(picture, node, actions));
}

function aboutArea(picture, node, actions) {
  const tableAddress = new URLSearchParams(location.search);
  tableAddress.set('ansicht', 'tabelle');
  tableAddress.set('gebiet', picture.cut);
  const others = node.open ? node.count - node.shown : 0;
  return [
    make('h2', {}, node.name),
    make('p', {}, say('areaActors', { number: number(node.count) })),
    node.untied ? make('p', {}, say('areaUntied', { number: number(node.untied) })) : '',
    others ? make('p', {}, `${say('areaShown', { shown: number(node.shown) })} ${say('areaOthers', { number: number(others) })}.`) : '',
    make('p', { class: 'area-actions' }, node.open ? button(say('areaClose'), () => actions.close(node.id)) : button(say('areaOpen'), () => actions.open(node.id)),
      make('a', { href: `${root.dataset.page}?${tableAddress}` }, say('areaTable'))),
    ...section(say('areaWithin'), listOf(picture.states.flatMap(({ label }, place) => (within(picture, node)[place] ? [[label, number(within(picture, node)[place])]] : [])))),
    ...section(say('areaTo'), tiesOf(picture, node, actions)),
  ];
}

/* In the order of the states that occur in this network. */
const within = (picture, node) => picture.states.map(({ place }) => node.ties[place] ?? 0);

function aboutActor(picture, node, actions) {
  return [
    make('h2', {}, node.name),
    make('p', {}, say('areaDegree', { number: number(node.degree) })),
    make('p', { class: 'area-actions' }, button(say('areaNearby'), () => actions.nearby(node.id)), make('a', { href: node.url }, say('areaProfile'))),
    ...section(say('areaTo'), tiesOf(picture, node, actions)),
  ];
}

function tiesOf(picture, node, actions) {
  const totals = new Map();
  for (const edge of picture.edgesOf.get(node.id)) {
    const other = otherEnd(edge, node.id);
    totals.set(other, [...(totals.get(other) ?? []), edge]);
  }
  const sum = (edges) => edges.reduce((total, { count }) => total + count, 0);
  const rows = [...totals].sort((a, b) => sum(b[1]) - sum(a[1])).slice(0, MOST_LISTED);
  return listOf(rows.map(([id, edges]) => [
    pick(picture.node.get(id), actions), edges.map(({ count, stateLabel }) => `${number(count)} ${stateLabel}`).join(', '),
  ]));
}

const section = (heading, list) => (list.children.length ? [make('h3', {}, heading), list] : []);
const listOf = (rows) => make('ul', { class: 'area-list' }, ...rows.map(([name, value]) => make('li', {}, make('span', {}, name), make('span', {}, value))));
const pick = (node, actions) => jump('#netz', node.name, () => actions.choose(node.id));

function button(label, action) {
  const made = make('button', { type: 'button', class: 'button' }, label);
  made.addEventListener('click', action);
  return made;
}

document.documentElement.classList.add('has-script');
start().catch((error) => {
  root.querySelector('.map-stage').prepend(make('p', { class: 'notice notice-error map-notice' }, say('loadFailed')));
  throw error;
});
