/* The picture that the server made, with what is looked up often. */

import { byId } from '../ui/dom.js';

const MOST_STRETCHED = 1.6;

/** The picture from the server, or, in the file that can be mailed, from the page itself. */
export async function loadPicture(address) {
  const enclosed = byId('daten');
  if (enclosed) return indexPicture({ ...read('daten'), nodes: read('knoten'), edges: read('kanten') });
  const response = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return indexPicture(await response.json());
}

const read = (id) => JSON.parse(byId(id).textContent);

/** The picture with what is looked up often. */
export function indexPicture(picture) {
  picture.node = new Map(picture.nodes.map((node) => [node.id, node]));
  picture.gap = new Map(picture.gaps.map((gap) => [gap.id, gap]));
  picture.sector = new Map(picture.sectors.map((sector) => [sector.id, sector]));
  picture.facet = new Map((picture.facets ?? []).map((facet) => [facet.name, facet]));
  picture.group = new Map(picture.groups.map((group) => [group.id, group]));
  picture.kind = new Map((picture.kinds ?? []).map((kind) => [kind.id, kind]));
  picture.edgesOf = new Map(picture.nodes.map((node) => [node.id, []]));
  for (const edge of picture.edges) {
    edge.look = picture.kind.get(edge.kind);
    picture.edgesOf.get(edge.from).push(edge);
    picture.edgesOf.get(edge.to).push(edge);
  }
  picture.actorCount = picture.nodes.filter((node) => !node.group).length;
  return picture;
}

/** The server's layout is landscape; on a high window it is drawn apart, so that names find room. */
export function stretchTo(picture, { clientWidth, clientHeight }) {
  const spread = (side) => Math.max(...picture.nodes.map((node) => node[side])) - Math.min(...picture.nodes.map((node) => node[side]));
  const factor = (clientHeight / clientWidth) * (spread('x') / Math.max(spread('y'), 1));
  const stretch = Math.min(Math.max(factor, 1), MOST_STRETCHED);
  if (!Number.isFinite(stretch)) return;
  picture.stretch = stretch;
  for (const node of picture.nodes) node.y *= stretch;
}

export const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);

/** The name of a value that can be filtered by. */
export const labelOf = (picture, facet, value) => picture.facet.get(facet)?.values[value] ?? value;
