/* The picture that the server made, with what is looked up often. */

import { byId } from '../ui/dom.js';

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
  const by = (key, list) => new Map(list.map((one) => [one[key], one]));
  const edgesOf = new Map(picture.nodes.map(({ id }) => [id, []]));
  for (const edge of picture.edges) {
    edgesOf.get(edge.from).push(edge);
    edgesOf.get(edge.to).push(edge);
  }
  return {
    ...picture,
    node: by('id', picture.nodes), gap: by('id', [...picture.matters, ...picture.gaps]), sector: by('id', picture.sectors), group: by('id', picture.groups), kind: by('id', picture.kinds), facet: by('name', picture.facets),
    edgesOf,
  };
}

export const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);

/** The name of a value that can be filtered by. */
export const labelOf = (picture, facet, value) => picture.facet.get(facet)?.values[value] ?? value;
