/* Where a name can stand: around its sign at growing distances, and what is in the way there. */

const CELL = 90;
/* By so many pixels a name must be nearer to its own sign. */
const NEARER = 1.5;
/* From this cosine on a name stands beside its sign, and its lines begin or end there. */
const BESIDE = 0.9;

export const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Rectangles in a grid, so that a new one is compared with its neighbours only. */
export class Occupied {
  constructor() { this.cells = new Map(); }

  * keys({ left, top, right, bottom }) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) yield `${x} ${y}`;
    }
  }

  add(box) {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box); else this.cells.set(key, [box]);
    }
  }

  remove(box) {
    for (const key of this.keys(box)) this.cells.set(key, this.cells.get(key).filter((other) => other !== box));
  }

  /** Whoever else takes up a part of a rectangle. */
  * met(box, owner) {
    for (const key of this.keys(box)) for (const other of this.cells.get(key) ?? []) if (other.owner !== owner && meet(other, box)) yield other;
  }

  meets(box, owner) { return !this.met(box, owner).next().done; }
}

/** How far a box is from the rim of a sign. */
export const away = (box, { x, y, reach }) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)) - reach;

/** Whether no other sign is as near to a box as its own: a name is read at the sign that it is nearest to. */
export function isNearest(box, sign, signs) {
  const own = away(box, sign) + NEARER;
  const around = { left: box.left - own, right: box.right + own, top: box.top - own, bottom: box.bottom + own };
  for (const { sign: other } of signs.met(around, sign.owner)) if (away(box, other) <= own) return false;
  return true;
}

export const boxAt = (centre, middle, { width, height }) => ({
  left: centre - width / 2 - 1, right: centre + width / 2 + 1, top: middle - height / 2, bottom: middle + height / 2, centre, middle,
});

/** All places around a sign, the best first, with what each costs; a name farther off has a line to its sign. */
export function spotsAround(sign, text, { directions, rings, leaderFrom, gap }) {
  const clamp = (value) => Math.min(Math.max(1.6 * value, -1), 1);
  return rings.flatMap(([distance, farther]) => directions.map(([angle, cost]) => {
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
    const reach = sign.reach / Math.max(Math.abs(dx), Math.abs(dy)) + gap + distance; // clear of a square's corners, too
    const box = boxAt(sign.x + dx * reach + clamp(dx) * text.width / 2, sign.y + dy * reach + clamp(dy) * text.height / 2, text);
    return { ...box, cost: farther + cost, align: dx > BESIDE ? 'left' : dx < -BESIDE ? 'right' : 'center', leader: distance >= leaderFrom ? leaderTo(box, sign) : null };
  }));
}

/* From the rim of the sign to the nearest point of the box. */
function leaderTo(box, { x, y, reach }) {
  const to = { x: Math.min(Math.max(x, box.left), box.right), y: Math.min(Math.max(y, box.top + 2), box.bottom - 2) };
  const length = Math.hypot(to.x - x, to.y - y) || 1;
  return [{ x: x + (to.x - x) * reach / length, y: y + (to.y - y) * reach / length }, to];
}

/** Whether a line runs through a box: by the parts of the line between its sides (Liang and Barsky). */
export function runsThrough([x, y, endX, endY], { left, right, top, bottom }) {
  if ((x < left && endX < left) || (x > right && endX > right) || (y < top && endY < top) || (y > bottom && endY > bottom)) return false;
  const [fromX, toX] = within(x, endX - x, left, right);
  const [fromY, toY] = within(y, endY - y, top, bottom);
  return Math.max(fromX, fromY, 0) < Math.min(toX, toY, 1);
}

/* From which to which share of a line it lies between two sides; one that does not get on lies between them all along. */
function within(start, step, low, high) {
  if (step === 0) return [0, 1];
  const [one, other] = [(low - start) / step, (high - start) / step];
  return one < other ? [one, other] : [other, one];
}
