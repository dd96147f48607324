/* Gaps drawn on the map by kind: a dashed red line between two parties, a dashed red ring around one alone.
   Where a demanded tie is drawn between two, that line is the gap's as well. */

/** The lines of the kinds that are switched on, each with the gaps it stands for, and who stands alone in one. */
export function layOut(picture, state, visible) {
  const drawn = picture.gaps.filter(({ kind }) => state.gapKinds.includes(kind));
  const demanded = new Set(visible.edges.filter((edge) => edge.state === 'demanded').map(pairKey));
  const lines = new Map();
  const alone = new Set();
  for (const gap of drawn) {
    const parties = gap.parties.filter((id) => visible.nodes.has(id));
    if (parties.length === 1) alone.add(parties[0]);
    for (const [from, to] of pairsOf(parties, picture.appearance.mostGapParties)) {
      if (demanded.has(pairKey({ from, to }))) continue;
      const id = `luecke~${pairKey({ from, to })}`;
      if (!lines.has(id)) lines.set(id, { id, from, to, kind: 'Gap', state: 'demanded', directed: false, isGap: true, gaps: [] });
      lines.get(id).gaps.push(gap.id);
    }
  }
  const beside = countBeside(visible.edges);
  return { lines: [...lines.values()].map((line) => ({ ...line, nth: beside(line) })), alone };
}

/* All pairs of a few; of many, the first with each other. */
function pairsOf(parties, most) {
  if (parties.length > most) return parties.slice(1).map((other) => [parties[0], other]);
  return parties.flatMap((from, index) => parties.slice(index + 1).map((to) => [from, to]));
}

/* A line bends aside from ties between the same two. */
function countBeside(edges) {
  const numbers = new Map();
  for (const edge of edges) numbers.set(pairKey(edge), (numbers.get(pairKey(edge)) ?? 0) + 1);
  return (line) => numbers.get(pairKey(line)) ?? 0;
}

const pairKey = ({ from, to }) => [from, to].sort().join('~');

/** How many gaps of each kind concern somebody visible. */
export function countGaps(picture, { nodes }) {
  const numbers = new Map();
  for (const { kind, parties } of picture.gaps) {
    if (parties.some((id) => nodes.has(id))) numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
  }
  return numbers;
}
