/* Where each node is drawn: as the server placed it, apart on a high window, elsewhere once somebody moved it. */

const MOST_STRETCHED = 1.6;

/** How far the server's layout, which is landscape, is drawn apart in a window of this size, so that names find room. */
export function stretchFor(nodes, { clientWidth, clientHeight }) {
  const spread = (side) => Math.max(...nodes.map((node) => node[side])) - Math.min(...nodes.map((node) => node[side]));
  const factor = (clientHeight / clientWidth) * (spread('x') / Math.max(spread('y'), 1));
  const stretch = Math.min(Math.max(factor, 1), MOST_STRETCHED);
  return Number.isFinite(stretch) ? stretch : 1;
}

export function createPositions(stretch) {
  const moved = new Map();
  return {
    stretch,
    of: ({ id, x, y }) => moved.get(id) ?? { x, y: y * stretch },
    move: (id, position) => moved.set(id, position),
  };
}
