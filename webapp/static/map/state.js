/* What the reader chose. All of it stands in the address, so that a copied link shows the same. */

const FACETS = { sektor: 'sectors', gruppe: 'groups', art: 'kinds', stand: 'states' };
const DEEPEST = 2;

export const facets = Object.entries(FACETS);

export function emptyState() {
  return { sectors: new Set(), groups: new Set(), kinds: new Set(), states: new Set(), actor: '', depth: 0, gap: '' };
}

export function readState(query) {
  const asked = new URLSearchParams(query);
  const state = emptyState();
  for (const [name, facet] of facets) state[facet] = new Set(asked.getAll(name));
  state.actor = asked.get('akteur') ?? '';
  state.gap = asked.get('luecke') ?? '';
  const depth = asked.get('tiefe') ?? '';
  state.depth = state.actor && /^\d+$/.test(depth) ? Math.min(Number(depth), DEEPEST) : 0;
  return state;
}

/** The query of a state; what belongs to the page (language, network) is kept from where it stands. */
export function queryOf(state, from = location.search) {
  const query = new URLSearchParams();
  const before = new URLSearchParams(from);
  for (const name of ['lang', 'netz', 'ansicht', 'abfrage']) {
    if (before.has(name)) query.set(name, before.get(name));
  }
  for (const [name, facet] of facets) for (const value of state[facet]) query.append(name, value);
  if (state.actor) query.set('akteur', state.actor);
  if (state.depth) query.set('tiefe', state.depth);
  if (state.gap) query.set('luecke', state.gap);
  const text = query.toString().replaceAll('%2F', '/');
  return text ? `?${text}` : '';
}

/** Put the state into the address and into the links that lead to the same view elsewhere. */
export function writeState(state) {
  const address = location.pathname + queryOf(state);
  if (address !== location.pathname + location.search) history.pushState(null, '', address);
  updateLinks(state);
}

export function updateLinks(state) {
  for (const link of document.querySelectorAll('.map-switch a, .language-switch a, #als-sparql')) {
    link.search = queryOf(state, link.search);
  }
}

export function clearFilters(state) {
  return { ...emptyState(), actor: state.actor, gap: state.gap };
}
