/* What of the visible stands out: a chosen one with its neighbours, the parties of a gap, a path, common partners. */

import { existing, sharedPartners } from './connections.js';
import { otherEnd } from './data.js';
import { layOut, markAlone } from './gaplayer.js';
import { findPaths } from './relations.js';
import { placeTopics } from './topics.js';

/** What the scene draws for a state: visible nodes and edges, lines of gaps, and what is bright, strong or chosen. */
export function viewOf(picture, state, visible) {
  const topics = placeTopics(picture, state, visible);
  const layer = layOut(picture, state, visible);
  markAlone(picture, layer.alone);
  const edges = markAreas(picture, state, visible);
  const chosen = brightOf(picture, state, visible);
  const lines = [...edges, ...(chosen.edges ?? []), ...layer.lines, ...topics.lines];
  const nodes = new Set([...visible.nodes, ...topics.ids]);
  return { nodes, edges: lines, gap: null, chosen: '', strong: null, withAreas: state.groupsAs !== 'knoten', ...chosen.look };
}

/* An area says who belongs to a group: no line does so as well, and the sign stays where other ties need an end. */
function markAreas(picture, state, visible) {
  const isArea = ({ members }) => members.filter((id) => visible.nodes.has(id)).length > 1;
  const covered = new Set(state.groupsAs === 'flaeche' ? picture.groups.filter(isArea).map(({ id }) => id) : []);
  const isCovered = (edge) => edge.look?.membership && edge.state === 'exists' && covered.has(edge.to);
  const edges = visible.edges.filter((edge) => !isCovered(edge));
  const needed = new Set(edges.flatMap(({ from, to }) => [from, to]));
  for (const node of picture.nodes) node.areaOnly = covered.has(node.id) && !needed.has(node.id);
  return edges;
}

/* `bright` are the ids that are not dimmed, null when nothing is; `edges` are ties drawn although no filter lets them through. */
function brightOf(picture, state, visible) {
  const isThere = (ids) => ids.length > 0 && ids.every((id) => picture.node.has(id));
  if (isThere(state.pair)) return pairLook(state.pair, visible);
  if (isThere(state.path)) return pathLook(state.path, picture, visible);
  const shared = state.shared.filter((id) => picture.node.has(id));
  if (shared.length) return { look: { bright: new Set([...shared, ...partnersOf(shared, visible)]) } };
  const gap = picture.gap.get(state.gap);
  if (gap?.parties.some((id) => picture.node.has(id))) return { look: { bright: new Set(gap.parties), gap } };
  return { look: { bright: state.depth ? null : neighbourhood(picture, state.actor, visible), chosen: state.actor } };
}

const partnersOf = (ids, visible) => (ids.length > 1 ? sharedPartners(existing(visible.edges), ids) : []);

function pairLook(ids, visible) {
  const joins = ({ from, to }) => ids.includes(from) && ids.includes(to);
  const strong = new Set(visible.edges.filter(joins).map(({ id }) => id));
  return { look: { bright: new Set([...ids, ...partnersOf(ids, visible)]), strong } };
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
