/* Gaps drawn on the map by kind: a dashed red line between two parties, a dashed red ring around one alone, with the
   letter of each kind.
   Where a demanded tie is drawn between two, that line is the gap's as well. */

/** The lines of the kinds that are switched on, each with the gaps it stands for, who stands alone in one, and which kinds a demanded tie shows. */
export function layOut(picture, state, visible) {
  const drawn = picture.gaps.filter(({ kind }) => state.gapKinds.includes(kind));
  const demanded = new Map(visible.edges.filter((edge) => edge.state === 'demanded').reverse().map((edge) => [pairKey(edge), edge.id]));
  const said = new Map();
  const lines = new Map();
  const alone = new Map();
  for (const gap of drawn) {
    const parties = gap.parties.filter((id) => visible.nodes.has(id));
    if (parties.length === 1) alone.set(parties[0], added(alone.get(parties[0]) ?? [], gap.kind));
    for (const [from, to] of pairsOf(parties, picture.appearance.mostGapParties)) {
      const tie = demanded.get(pairKey({ from, to }));
      if (tie) { said.set(tie, added(said.get(tie) ?? [], gap.kind)); continue; }
      const id = `luecke~${pairKey({ from, to })}`;
      if (!lines.has(id)) lines.set(id, { id, from, to, kind: 'Gap', state: 'demanded', directed: false, isGap: true, gaps: [], gapKinds: [] });
      const line = lines.get(id);
      line.gaps.push(gap.id);
      line.gapKinds = added(line.gapKinds, gap.kind);
    }
  }
  const beside = countBeside(visible.edges);
  return { lines: [...lines.values()].map((line) => ({ ...line, nth: beside(line) })), alone, said };
}

const added = (kinds, kind) => (kinds.includes(kind) ? kinds : [...kinds, kind]);

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
