/* Size and colour of the signs by a measure; the page says in one sentence what each of them means. */

import { byId, make, say } from '../ui/dom.js';

const LARGEST = 25;
const MEASURES = { vermittlung: (node) => node.betweenness, reichweite: (node) => node.reach ?? 0, luecken: (node) => node.gaps };
const MIDDLE = 4;
const TINTS = ['sector-public', 'sector-economy', 'sector-civil', 'sector-science', 'sector-spare-1', 'sector-spare-2'];
const NO_TINT = 'sector-unknown';
const MANY_GAPS = 3;

/** Give every actor the weight and the tint that the state asks for. */
export function applyMeasures(picture, state) {
  weigh(picture, state.size);
  tint(picture, state.colour);
}

function weigh(picture, size) {
  const measure = MEASURES[size];
  const most = measure ? Math.max(...picture.nodes.map(measure), Number.MIN_VALUE) : 1;
  for (const node of picture.nodes) {
    node.weight = measure ? (LARGEST * measure(node)) / most : size === 'gleich' ? MIDDLE : node.degree;
  }
}

function tint(picture, colour) {
  const groups = coloured(picture);
  for (const node of picture.nodes) {
    if (colour === 'gruppe') node.tint = groups.find(({ id }) => node.groups.includes(id))?.tint ?? NO_TINT;
    else if (colour === 'luecken') node.tint = gapTint(node.gaps);
    else node.tint = null;
  }
}

const gapTint = (number) => (number ? (number < MANY_GAPS ? 'warn' : 'gap') : NO_TINT);

/* As many of the largest groups as there are colours; the others share the grey. */
function coloured(picture) {
  const bySize = [...picture.groups].filter(({ members }) => members.length).sort((a, b) => b.members.length - a.members.length);
  return bySize.slice(0, TINTS.length).map((group, place) => ({ ...group, tint: TINTS[place] }));
}

/** What size and colour mean, beside the choice. */
export function explainMeasures(picture, state) {
  const [size, colour, legend] = ['groesse-heisst', 'farbe-heisst', 'farbe-legende'].map(byId);
  if (!size) return;
  size.textContent = say(`size-${MEASURES[state.size] || state.size === 'gleich' ? state.size : 'verbindungen'}`);
  colour.textContent = say(`colour-${['gruppe', 'luecken'].includes(state.colour) ? state.colour : 'sektor'}`);
  legend.replaceChildren(...legendOf(picture, state.colour).map(([name, label]) => make('p', { class: 'colour-key' }, swatch(name), label)));
}

function legendOf(picture, colour) {
  if (colour === 'gruppe') return [...coloured(picture).map(({ tint: name, label }) => [name, label]), [NO_TINT, say('otherGroups')]];
  if (colour === 'luecken') return [[NO_TINT, say('gapsNone')], ['warn', say('gapsFew')], ['gap', say('gapsMany')]];
  return [];
}

const swatch = (name) => make('span', { class: `colour-swatch tint-${name}`, 'aria-hidden': 'true' });
