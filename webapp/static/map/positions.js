/* Where each node is drawn: as the server placed it, apart on a high window, elsewhere once somebody moved it. */

const [LEAST_STRETCHED, MOST_STRETCHED] = [0.8, 1.6];

/** How far the server's layout is drawn apart or together in a window of this size, so that names find room and none stays empty. */
export function stretchFor(nodes, { clientWidth, clientHeight }) {
  if (!nodes.length) return 1;
  const spread = (side) => Math.max(...nodes.map((node) => node[side])) - Math.min(...nodes.map((node) => node[side]));
  const factor = (clientHeight / clientWidth) * (spread('x') / Math.max(spread('y'), 1));
  const stretch = Math.min(Math.max(factor, LEAST_STRETCHED), MOST_STRETCHED);
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
