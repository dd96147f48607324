/* What the reader chose. All of it stands in the address, so that a copied link shows the same.
   webapp/pages/map/selection.py reads the same tables. */

import { knownDays } from './time.js';

const UNKNOWN = ['unknown'];
const orUnknown = (values) => (values?.length ? values : UNKNOWN);
const DEEPEST = 3;

/** Filters: the name in the address, the name in the state, and what it looks at in an actor or in a tie. */
export const FACETS = [
  { name: 'sektor', key: 'sectors', ofNode: (node) => [node.sector] },
  { name: 'gruppe', key: 'groups', ofNode: (node) => node.groups },
  { name: 'akteursart', key: 'actorKinds', ofNode: (node) => [node.kind] },
  { name: 'stand', key: 'states', ofEdge: (edge) => [edge.state] },
  { name: 'art', key: 'kinds', ofEdge: (edge) => [edge.kind] },
  { name: 'thema', key: 'topics', ofEdge: (edge) => orUnknown(edge.topicIds) },
  { name: 'quelle', key: 'documents', ofEdge: (edge) => orUnknown(edge.documents) },
  { name: 'sicht', key: 'perspectives', ofEdge: (edge) => [edge.perspective || UNKNOWN[0]] },
  { name: 'sicherheit', key: 'confidences', ofEdge: (edge) => [edge.confidence] },
];

const one = { read: (asked, name) => asked.get(name) ?? '', write: (value) => (value ? [value] : []) };
const several = { read: (asked, name) => [...new Set(asked.getAll(name).filter(Boolean))], write: (values) => values };
const listed = { read: (asked, name) => asked.getAll(name).flatMap((text) => text.split(',')).filter(Boolean), write: (values) => (values.length ? [values.join(',')] : []) };
const number = { read: (asked, name) => (/^\d+$/.test(asked.get(name) ?? '') ? Math.min(Number(asked.get(name)), DEEPEST) : 0), write: (value) => (value ? [value] : []) };
const pair = { read: (asked, name) => readPair(asked.get(name) ?? ''), write: (ends) => (ends.length ? [ends.join('~')] : []) };

/** Everything else: the name in the address, the name in the state, and how it is read and written. */
export const PARAMETERS = [
  { name: 'akteur', key: 'actor', ...one },
  { name: 'tiefe', key: 'depth', ...number },
  { name: 'luecke', key: 'gap', ...one },
  { name: 'luecken', key: 'gapKinds', ...listed },
  { name: 'weg', key: 'path', ...pair },
  { name: 'paar', key: 'pair', ...pair },
  { name: 'gemeinsam', key: 'shared', ...several },
  { name: 'groesse', key: 'size', ...one },
  { name: 'farbe', key: 'colour', ...one },
  { name: 'gruppen', key: 'groupsAs', ...one },
  { name: 'themen', key: 'withTopics', ...one },
  { name: 'am', key: 'day', ...one },
  { name: 'vergleich', key: 'against', ...one },
  { name: 'ohnezeit', key: 'undated', ...one },
  { name: 'ausschnitt', key: 'frame', ...one },
];

/** What a choice is: another choice takes its place, and Escape ends it. */
export const NO_CHOICE = { actor: '', depth: 0, gap: '', path: [], pair: [], shared: [] };

/* What belongs to the page, not to the state: kept from where it stands. */
const OF_PAGE = ['lang', 'netz', 'ansicht', 'abfrage', 'namen', 'blatt'];

export function readState(query) {
  const asked = new URLSearchParams(query);
  const state = Object.fromEntries(PARAMETERS.map(({ name, key, read }) => [key, read(asked, name)]));
  for (const { name, key } of FACETS) state[key] = new Set(asked.getAll(name).filter(Boolean));
  if (!state.actor) state.depth = 0;
  return state;
}

function readPair(text) {
  const [first, second] = text.split('~');
  return first && second && first !== second ? [first, second] : [];
}

/** The state without values that nothing on this map has; the page says which those are. */
export function keepKnown(picture, state) {
  const known = Object.fromEntries(FACETS.map(({ name, key }) => {
    const values = picture.facet.get(name)?.values ?? {};
    return [key, new Set([...state[key]].filter((value) => Object.hasOwn(values, value)))];
  }));
  return { ...state, ...known, ...knownDays(state) };
}

/** The query of a state; what belongs to the page (language, network) is kept from where it stands. */
export function queryOf(state, from = location.search) {
  const query = new URLSearchParams();
  const before = new URLSearchParams(from);
  for (const name of OF_PAGE) if (before.has(name)) query.set(name, before.get(name));
  for (const { name, key } of FACETS) for (const value of state[key]) query.append(name, value);
  for (const { name, key, write } of PARAMETERS) for (const value of write(state[key])) query.append(name, value);
  const text = query.toString().replaceAll('%2F', '/').replaceAll('%7E', '~').replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}

/** Put the state into the address and into the links that lead to the same view elsewhere; a passing one is no step back. */
export function writeState(state, { isPassing = false } = {}) {
  const address = location.pathname + queryOf(state);
  if (address !== location.pathname + location.search) history[isPassing ? 'replaceState' : 'pushState'](null, '', address);
  updateLinks(state);
}

export function updateLinks(state) {
  for (const link of document.querySelectorAll('.map-switch a, .language-switch a, .map-menu:not(.map-views) a, #als-sparql, #ansicht-speichern')) {
    link.search = queryOf(state, link.search);
  }
}

export function clearFilters(state) {
  return { ...state, ...Object.fromEntries(FACETS.map(({ key }) => [key, new Set()])), depth: 0 };
}
