/* The nodes as they are drawn: copies with position, radius and colour, so that the picture stays as the server sent it. */

/** All nodes of the picture by id, in its order, for the size and the colour that a state asks for. */
export function drawNodes(picture, state, positions, { alone, covered }) {
  const size = Math.max(picture.sizes.indexOf(state.size), 0);
  const number = picture.colourings.findIndex(({ name }) => name === state.colour);
  const tintOf = ({ tints }) => (number < 0 ? null : picture.colourings[number].legend[tints[number]][0]);
  return new Map(picture.nodes.map((node) => [node.id, {
    ...node, ...positions.of(node), radius: node.radii[size], tint: tintOf(node), lacks: alone.has(node.id), lackedKinds: alone.get(node.id) ?? [], areaOnly: covered.has(node.id),
  }]));
}

/** Whether a node stands for an area of many actors. */
export const isBubble = (node) => node.area && !node.open;

/** The radius as it is drawn: far out, signs keep a size that can be seen, areas of many actors keep their own. */
export const drawnRadius = (node, enlarged) => node.radius * (isBubble(node) ? 1 : enlarged);
