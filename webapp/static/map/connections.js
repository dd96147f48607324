/* Who connects whom: shortest paths, common partners, and all there is between two. */

/** Ties that hold today, as the server counts them. */
export const existing = ({ appearance }, edges) => edges.filter(({ state }) => appearance.existing.includes(state));

/** Ties that hold today or are wanted. */
export const wanted = ({ appearance }, edges) => edges.filter(({ state }) => !appearance.ended.includes(state));

/** Partners of each party by these ties. */
export function partnersBy(edges) {
  const partners = new Map();
  const add = (one, other) => { if (!partners.has(one)) partners.set(one, new Set()); partners.get(one).add(other); };
  for (const { from, to } of edges) { add(from, to); add(to, from); }
  return partners;
}

function distancesFrom(start, partners) {
  const distances = new Map([[start, 0]]);
  const waiting = [start];
  for (const id of waiting) {
    for (const other of partners.get(id) ?? []) {
      if (!distances.has(other)) { distances.set(other, distances.get(id) + 1); waiting.push(other); }
    }
  }
  return distances;
}

/** All shortest paths along these ties: who stands at which step, how many paths there are; null when there is none. */
export function shortestPaths(edges, from, to) {
  const partners = partnersBy(edges);
  const [ahead, back] = [distancesFrom(from, partners), distancesFrom(to, partners)];
  const length = ahead.get(to);
  if (length === undefined) return null;
  const steps = Array.from({ length: length + 1 }, () => []);
  for (const [id, distance] of ahead) if (distance + (back.get(id) ?? Infinity) === length) steps[distance].push(id);
  const nodes = new Set(steps.flat());
  const isNext = (one, other) => Math.abs(ahead.get(one) - ahead.get(other)) === 1;
  const along = edges.filter((edge) => nodes.has(edge.from) && nodes.has(edge.to) && isNext(edge.from, edge.to));
  return { steps, nodes, edges: new Set(along.map(({ id }) => id)), number: countPaths(steps, partners) };
}

function countPaths(steps, partners) {
  let ways = new Map(steps[0].map((id) => [id, 1]));
  for (const step of steps.slice(1)) {
    ways = new Map(step.map((id) => [id, [...partners.get(id)].reduce((sum, before) => sum + (ways.get(before) ?? 0), 0)]));
  }
  return [...ways.values()][0];
}

/** Whom all of these are connected with. */
export function sharedPartners(edges, ids) {
  const partners = partnersBy(edges);
  const [first, ...others] = ids.map((id) => partners.get(id) ?? new Set());
  return [...(first ?? [])].filter((id) => !ids.includes(id) && others.every((set) => set.has(id)));
}

/** Everything about two parties. */
export function between(picture, one, other) {
  const joins = ({ from, to }) => (from === one && to === other) || (from === other && to === one);
  const topicsOf = (id) => new Set(picture.edgesOf.get(id).flatMap((edge) => edge.topicIds ?? []));
  const [here, there] = [picture.node.get(one), picture.node.get(other)];
  const others = topicsOf(other);
  return {
    ties: picture.edgesOf.get(one).filter(joins),
    groups: here.groups.filter((group) => there.groups.includes(group)),
    topics: [...topicsOf(one)].filter((topic) => others.has(topic)),
    gaps: picture.gaps.filter(({ parties }) => parties.includes(one) && parties.includes(other)),
    partners: sharedPartners(existing(picture, picture.edges), [one, other]),
    paths: shortestPaths(existing(picture, picture.edges), one, other),
  };
}
