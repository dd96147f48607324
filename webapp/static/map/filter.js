/* Which nodes and edges remain visible, and what each box of a filter would show.
   webapp/pages/map/selection.py and facets.py do the same for the table; a test compares them. */

import { FACETS } from './state.js';
import { showsOn } from './time.js';

const ofNodes = FACETS.filter(({ ofNode }) => ofNode);
const ofEdges = FACETS.filter(({ ofEdge }) => ofEdge);
const inUse = (list, state) => list.filter(({ key }) => state[key].size);
const intersects = (set, values) => values.some((value) => set.has(value));

/** Ids of visible nodes, and the visible edges. */
export function select(picture, state) {
  const asked = inUse(ofEdges, state);
  let edges = asked.length ? picture.edges.filter((edge) => asked.every(({ key, ofEdge }) => intersects(state[key], ofEdge(edge)))) : picture.edges;
  if (state.day) edges = edges.filter((edge) => showsOn(edge, state));
  let shown = selectActors(picture, state, edges);
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

function selectActors(picture, state, edges) {
  const tied = inUse(ofEdges, state).length ? new Set(edges.flatMap((edge) => [edge.from, edge.to])) : null;
  const asked = inUse(ofNodes, state);
  const actors = picture.nodes.filter((node) => !node.group
    && (!tied || tied.has(node.id))
    && asked.every(({ key, ofNode }) => intersects(state[key], ofNode(node))));
  return new Set(actors.map((node) => node.id));
}

function selectGroups(picture, state, edges, actors) {
  const groups = new Set(picture.nodes.filter((node) => node.group && !node.topic).map((node) => node.id));
  if (state.groups.size) return [...groups].filter((group) => state.groups.has(group));
  if (!inUse(FACETS, state).length) return [...groups];
  const areActorsFree = !inUse(ofNodes, state).length;
  const counts = (end, other) => groups.has(end) && (actors.has(other) || (groups.has(other) && areActorsFree));
  return edges.flatMap(({ from, to }) => [counts(from, to) ? from : null, counts(to, from) ? to : null]).filter(Boolean);
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
  const counted = new Map(FACETS.map((facet) => {
    const seen = state[facet.key].size ? select(picture, { ...state, [facet.key]: new Set() }) : visible;
    return [facet.name, facet.ofNode ? countIn(actorsOf(picture, seen), facet.ofNode) : countIn(seen.edges, facet.ofEdge)];
  }));
  return counted;
}

const actorsOf = (picture, { nodes }) => picture.nodes.filter((node) => !node.group && nodes.has(node.id));

function countIn(items, of) {
  const numbers = new Map();
  for (const item of items) for (const value of of(item)) numbers.set(value, (numbers.get(value) ?? 0) + 1);
  return numbers;
}
