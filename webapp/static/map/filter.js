/* Which nodes and edges remain visible. webapp/map/selection.py does the same for the table; a test compares them. */

const intersects = (set, values) => values.some((value) => set.has(value));
const lets = (set, value) => !set.size || set.has(value);

/** Ids of visible nodes, and the visible edges. */
export function select(picture, state) {
  let edges = picture.edges.filter((edge) => lets(state.kinds, edge.kind) && lets(state.states, edge.state));
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
  const tied = state.kinds.size || state.states.size ? new Set(edges.flatMap((edge) => [edge.from, edge.to])) : null;
  const actors = picture.nodes.filter((node) => !node.group
    && lets(state.sectors, node.sector)
    && (!state.groups.size || intersects(state.groups, node.groups))
    && (!tied || tied.has(node.id)));
  return new Set(actors.map((node) => node.id));
}

function selectGroups(picture, state, edges, actors) {
  const groups = new Set(picture.nodes.filter((node) => node.group).map((node) => node.id));
  if (state.groups.size) return [...groups].filter((group) => state.groups.has(group));
  if (!(state.sectors.size || state.kinds.size || state.states.size)) return [...groups];
  const counts = (end, other) => groups.has(end) && (actors.has(other) || (groups.has(other) && !state.sectors.size));
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
