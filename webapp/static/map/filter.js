/* Which nodes and edges remain visible, and what each box of a filter would show: by the codes that the server gave
   every node and edge. webapp/pages/map/selection.py and facets.py find the same for the table; a test compares them. */

import { asOn, isThere, showsOn } from './time.js';

const inUse = (picture, state, kind) => picture.facets.filter(({ name, of }) => of === kind && state.filters[name].size);
const passes = (item, facets, state) => facets.every((facet) => codesOf(facet, item).some((code) => state.filters[facet.name].has(code)));

/** The codes that a node or an edge has in a filter; what nobody recorded has a code of its own. */
export function codesOf({ field, unsaid }, item) {
  const said = item[field];
  if (Array.isArray(said) ? said.length : said) return Array.isArray(said) ? said : [said];
  return unsaid ? [unsaid] : [];
}

/** Ids of visible nodes, and the visible edges. */
export function select(picture, state) {
  const ofTies = inUse(picture, state, 'edges');
  const then = state.day ? picture.edges.map((edge) => asOn(picture, edge, state)) : picture.edges;
  const gone = new Set(picture.nodes.filter((node) => !isThere(node, state)).map(({ id }) => id));
  let edges = then.filter((edge) => !gone.has(edge.from) && !gone.has(edge.to) && passes(edge, ofTies, state) && showsOn(edge, state));
  const tied = ofTies.length ? new Set(edges.flatMap(({ from, to }) => [from, to])) : null;
  let shown = selectActors(picture, state, tied, ofTies);
  for (const group of selectGroups(picture, state, edges, shown)) shown.add(group);
  for (const party of picture.gap.get(state.gap)?.parties ?? []) if (picture.node.has(party)) shown.add(party);
  edges = between(shown, edges);
  if (state.depth && shown.has(state.actor)) {
    shown = withinReach(state.actor, edges, state.depth);
    edges = between(shown, edges);
  }
  return { nodes: shown, edges };
}

const between = (shown, edges) => edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to));

/** The codes that an actor has itself in a filter on ties: it is there without such a tie, too. */
const ownCodes = ({ also }, node) => (also ? node[also] : []);
const saysItself = (node, state, facets) => facets.every((facet) => ownCodes(facet, node).some((code) => state.filters[facet.name].has(code)));

function selectActors(picture, state, tied, ofTies) {
  const facets = inUse(picture, state, 'nodes');
  return new Set(picture.nodes.filter((node) => !node.group && isThere(node, state) && (!tied || tied.has(node.id) || saysItself(node, state, ofTies)) && passes(node, facets, state)).map(({ id }) => id));
}

function selectGroups(picture, state, edges, actors) {
  const groups = new Set(picture.nodes.filter(({ group }) => group).map(({ id }) => id));
  const chosen = state.filters.gruppe;
  if (chosen?.size) return [...groups].filter((group) => chosen.has(group));
  const areActorsFree = !inUse(picture, state, 'nodes').length;
  const ofTies = inUse(picture, state, 'edges');
  if (areActorsFree && !ofTies.length) return [...groups];
  const own = areActorsFree ? [...groups].filter((group) => saysItself(picture.node.get(group), state, ofTies)) : [];
  const counts = (end, other) => groups.has(end) && (actors.has(other) || (groups.has(other) && areActorsFree));
  return [...own, ...edges.flatMap(({ from, to }) => [counts(from, to) ? from : null, counts(to, from) ? to : null]).filter(Boolean)];
}

/** Everyone reached in so many steps, the start included. */
export function withinReach(start, edges, steps) {
  const reached = new Set([start]);
  for (let step = 0; step < steps; step += 1) {
    const before = new Set(reached);
    for (const { from, to } of edges) {
      if (before.has(from)) reached.add(to);
      if (before.has(to)) reached.add(from);
    }
  }
  return reached;
}

/** What each value would show, by filter; one in use is counted as if it were not, so that its other values stay in sight. */
export function countFacets(picture, state, visible) {
  return new Map(picture.facets.map((facet) => {
    const isUsed = state.filters[facet.name].size > 0;
    const seen = isUsed ? select(picture, { ...state, filters: { ...state.filters, [facet.name]: new Set() } }) : visible;
    const actors = actorsOf(picture, seen);
    if (facet.of === 'nodes') return [facet.name, countCodes(facet, actors)];
    const numbers = countCodes(facet, seen.edges);
    for (const actor of actors) for (const code of ownCodes(facet, actor)) numbers.set(code, (numbers.get(code) ?? 0) + 1);
    return [facet.name, numbers];
  }));
}

const actorsOf = (picture, { nodes }) => picture.nodes.filter((node) => !node.group && nodes.has(node.id));

function countCodes(facet, items) {
  const numbers = new Map();
  for (const item of items) for (const code of codesOf(facet, item)) numbers.set(code, (numbers.get(code) ?? 0) + 1);
  return numbers;
}
