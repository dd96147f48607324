/* What the reader chose. All of it stands in the address, so that a copied link shows the same. Which filters and
   parameters there are comes with the picture (webapp/pages/map/address.py). */

import { knownDays } from './time.js';

const NOBODY = { text: '', steps: 0, codes: [], parties: [], pair: [] };

const READERS = {
  text: ([text = '']) => text,
  steps: ([text = ''], { most }) => (/^\d+$/.test(text) ? Math.min(Number(text), most) : 0),
  codes: (texts) => texts.flatMap((text) => text.split(',')).filter(Boolean),
  parties: (texts) => [...new Set(texts.filter(Boolean))],
  pair: ([text = '']) => readPair(text),
};
const WRITERS = {
  text: (text) => (text ? [text] : []),
  steps: (number) => (number ? [number] : []),
  codes: (codes) => (codes.length ? [codes.join(',')] : []),
  parties: (parties) => parties,
  pair: (ends) => (ends.length ? [ends.join('~')] : []),
};

function readPair(text) {
  const [first, ...others] = text.split('~');
  const second = others.join('~');
  return first && second && first !== second ? [first, second] : [];
}

/** The state that a query names: every parameter under its key, and under `filters` the ticked codes of each filter. */
export function readState({ address, facets }, query) {
  const asked = new URLSearchParams(query);
  const state = Object.fromEntries(address.parameters.map((one) => [one.key, READERS[one.kind](asked.getAll(one.name), one)]));
  state.filters = Object.fromEntries(facets.map(({ name }) => [name, new Set(asked.getAll(name).filter(Boolean))]));
  if (!state.actor) state.depth = 0;
  return state;
}

/** The state without values that nothing on this map has; the page says which those are. */
export function keepKnown({ facets }, state) {
  const known = facets.map(({ name, values }) => [name, new Set([...state.filters[name]].filter((code) => Object.hasOwn(values, code)))]);
  return { ...state, filters: Object.fromEntries(known), ...knownDays(state) };
}

/** The query of a state; what belongs to the page (language, network) is kept from where it stands. */
export function queryOf({ address, facets }, state, from) {
  const query = new URLSearchParams();
  const before = new URLSearchParams(from);
  for (const name of address.ofPage) if (before.has(name)) query.set(name, before.get(name));
  for (const { name } of facets) for (const code of state.filters[name]) query.append(name, code);
  for (const { name, key, kind } of address.parameters) for (const text of WRITERS[kind](state[key])) query.append(name, text);
  const text = query.toString().replaceAll('%2F', '/').replaceAll('%7E', '~').replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}

/** What a choice is: another choice takes its place, and Escape ends it. */
export const noChoice = ({ address }) => Object.fromEntries(address.parameters.filter(({ isChoice }) => isChoice).map(({ key, kind }) => [key, NOBODY[kind]]));

/** The parameters that say how the map is drawn. */
export const drawnAs = ({ address }) => address.parameters.filter(({ values }) => values.length);

export const withFilter = (state, name, codes) => ({ ...state.filters, [name]: new Set(codes) });

export const clearFilters = ({ facets }) => ({ filters: Object.fromEntries(facets.map(({ name }) => [name, new Set()])), depth: 0 });
