/* What of the visible stands out: a chosen one with its neighbours, the parties of a gap, a path, common partners. */

import { existing, sharedPartners } from './connections.js';
import { otherEnd } from './data.js';
import { drawNodes } from './drawn.js';
import { layOut } from './gaplayer.js';
import { findPaths } from './relations.js';
import { groupsOn, marksOf } from './time.js';
import { placeTopics } from './topics.js';

/** What the scene draws for a state: nodes by id, edges, groups, and what is bright, strong or chosen. */
export function viewOf(picture, state, visible, positions) {
  const layer = layOut(picture, state, visible);
  const groups = groupsOn(picture, state);
  const { edges, covered } = dropCovered(picture.kind, groups, state, visible);
  const all = drawNodes(picture, state, positions, { alone: layer.alone, covered });
  const topics = state.withTopics ? placeTopics(picture, visible.edges, all) : { signs: [], lines: [] };
  const { look, edges: added = [] } = brightOf(picture, state, visible);
  return {
    nodes: new Map([...[...all].filter(([id]) => visible.nodes.has(id)), ...topics.signs.map((sign) => [sign.id, sign])]),
    edges: [...withKinds(edges, layer.said), ...added, ...layer.lines, ...topics.lines],
    groups, gap: null, chosen: '', strong: null, withAreas: state.groupsAs !== 'knoten', marks: marksOf(visible.edges, state), ...look,
  };
}

const withKinds = (edges, said) => (said.size ? edges.map((edge) => (said.has(edge.id) ? { ...edge, gapKinds: said.get(edge.id) } : edge)) : edges);

/* An area says who belongs to a group: no line does so as well, and the sign stays where other ties need an end. */
function dropCovered(kind, groups, state, visible) {
  const isArea = ({ members }) => members.filter((id) => visible.nodes.has(id)).length > 1;
  const areas = new Set(state.groupsAs === 'flaeche' ? groups.filter(isArea).map(({ id }) => id) : []);
  const isCovered = (edge) => kind.get(edge.kind)?.membership && edge.state === 'exists' && areas.has(edge.to);
  const edges = visible.edges.filter((edge) => !isCovered(edge));
  const needed = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return { edges, covered: new Set([...areas].filter((id) => !needed.has(id))) };
}

/* `bright` are the ids that are not dimmed, null when nothing is; `edges` are ties drawn although no filter lets them through. */
function brightOf(picture, state, visible) {
  const isThere = (ids) => ids.length > 0 && ids.every((id) => picture.node.has(id));
  if (isThere(state.pair)) return pairLook(picture, state.pair, visible);
  if (isThere(state.path)) return pathLook(state.path, picture, visible);
  const shared = state.shared.filter((id) => picture.node.has(id));
  if (shared.length) return { look: { bright: new Set([...shared, ...partnersOf(picture, shared, visible)]) } };
  const gap = picture.gap.get(state.gap);
  if (gap?.parties.some((id) => picture.node.has(id))) return { look: { bright: new Set(gap.parties), gap } };
  return { look: { bright: state.depth ? null : neighbourhood(picture, state.actor, visible), chosen: state.actor } };
}

const partnersOf = (picture, ids, visible) => (ids.length > 1 ? sharedPartners(existing(picture, visible.edges), ids) : []);

function pairLook(picture, ids, visible) {
  const joins = ({ from, to }) => ids.includes(from) && ids.includes(to);
  const strong = new Set(visible.edges.filter(joins).map(({ id }) => id));
  return { look: { bright: new Set([...ids, ...partnersOf(picture, ids, visible)]), strong } };
}

function pathLook(ends, picture, visible) {
  const { paths, kind } = findPaths(ends, picture, visible);
  if (!paths || kind === 'hidden') return { look: { bright: new Set(ends) } };
  const seen = new Set(visible.edges.map(({ id }) => id));
  const added = kind === 'wanted' ? picture.edges.filter(({ id, from, to }) => paths.edges.has(id) && !seen.has(id) && visible.nodes.has(from) && visible.nodes.has(to)) : [];
  return { look: { bright: paths.nodes, strong: paths.edges }, edges: added };
}

function neighbourhood(picture, id, visible) {
  if (!visible.nodes.has(id)) return null;
  const ties = visible.edges.filter(({ from, to }) => from === id || to === id);
  return new Set([id, ...ties.map((edge) => otherEnd(edge, id))]);
}
