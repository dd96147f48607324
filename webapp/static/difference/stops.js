/* Where a window that is smaller than a map stops, to see all that is different: most of it first. */

const SEEDS = 60;
const union = (one, other) => ({
  left: Math.min(one.left, other.left), top: Math.min(one.top, other.top),
  right: Math.max(one.right, other.right), bottom: Math.max(one.bottom, other.bottom),
});
const middle = (box) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
const fits = (box, { width, height }) => box.right - box.left <= width && box.bottom - box.top <= height;

/** What is larger than the window stands for its middle. */
function within(box, size) {
  if (fits(box, size)) return box;
  const [x, y] = middle(box);
  return { left: x, top: y, right: x, bottom: y };
}

/** The boxes that one window has room for, nearest to `seed` first. */
function gather(seed, boxes, size) {
  const [x, y] = middle(seed);
  const far = (box) => Math.hypot(middle(box)[0] - x, middle(box)[1] - y);
  let frame = seed;
  const held = new Set();
  const near = boxes.filter((box) => Math.abs(middle(box)[0] - x) <= size.width && Math.abs(middle(box)[1] - y) <= size.height);
  for (const box of near.sort((one, other) => far(one) - far(other))) {
    const grown = union(frame, box);
    if (fits(grown, size)) {
      frame = grown;
      held.add(box);
    }
  }
  return { frame, held };
}

/** The middles of the windows of a size that have all boxes between them; each time the one that has most of what is left. */
export function stops(boxes, size) {
  const found = [];
  let left = boxes.map((box) => within(box, size));
  while (left.length) {
    const step = Math.ceil(left.length / SEEDS);
    const each = left.filter((_, number) => number % step === 0).map((seed) => gather(seed, left, size));
    const best = each.reduce((one, other) => (other.held.size > one.held.size ? other : one));
    found.push(middle(best.frame));
    left = left.filter((box) => !best.held.has(box));
  }
  return found;
}
