/* The arrow keys: where each leads, and what lies there. */

export const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** How nearly something must lie in a direction (a cosine), so that an arrow key leads to it. */
const STRAIGHTEST = 0.3;

/** Each of these with how far it lies from a point, and how nearly in a direction; without what lies elsewhere. */
export function towards(from, nodes, [right, down], straightest = STRAIGHTEST) {
  const rated = nodes.map((node) => {
    const [across, along] = [node.x - from.x, node.y - from.y];
    const length = Math.hypot(across, along) || 1;
    return { node, length, straightness: (across * right + along * down) / length };
  });
  return rated.filter(({ straightness }) => straightness > straightest);
}
