/* Names that make room for each other: a chain of moves, which is taken back where it leads nowhere. */

const MOST_MOVED = 3;
/* How many places are tried for a name, for one that has to give way to it, and for one that gives way to that. */
const TRIED = [600, 40, 12];
/* How many are tried for all names together: who is left then has to do with a place that is free. */
const TRIED_ALL = 3_000;

/** Names at places of which each has `spot` and `text`, in a room; who is placed has its `sign` and all its `choices`, the best first. */
export class Placement {
  constructor(room, take) {
    this.room = room;
    this.take = take;
    this.placed = new Map();
    this.done = [];
    this.left = TRIED_ALL;
  }

  labels() { return [...this.placed.values()].map(({ label }) => label); }

  has({ sign }) { return this.placed.has(sign.owner); }

  free({ sign, choices }) { return choices.find(({ spot }) => this.room.isFree(spot, sign.owner)); }

  put(one, choice) {
    this.placed.set(one.sign.owner, { one, choice, label: this.take({ sign: one.sign, ...choice }, this.room) });
    this.done.push(() => this.#remove(one.sign.owner));
  }

  lift(owner) {
    const { one, choice } = this.#remove(owner);
    this.done.push(() => this.placed.set(owner, { one, choice, label: this.take({ sign: one.sign, ...choice }, this.room) }));
    return one;
  }

  /** Whether a name could be put where others are, of whom each found a free place or made others give way in turn. */
  makeRoom(one, depth = 0, kept = new Set()) {
    const { owner } = one.sign;
    for (const choice of one.choices.slice(0, TRIED[depth])) {
      if (this.left <= 0) return false;
      this.left -= 1;
      const owners = this.#inTheWay(choice.spot, owner, kept);
      if (owners && this.#pushAway(one, choice, owners, depth, kept)) return true;
    }
    return false;
  }

  /** Whoever finds a better place by now takes it. */
  improve(all) {
    for (const one of all.filter((other) => this.has(other))) {
      this.lift(one.sign.owner);
      this.put(one, this.free(one));
    }
  }

  #pushAway(one, choice, owners, depth, kept) {
    const mark = this.done.length;
    const lifted = owners.map((owner) => this.lift(owner));
    this.put(one, choice);
    kept.add(one.sign.owner);
    const isDone = lifted.every((other) => this.#replace(other, depth + 1, kept));
    kept.delete(one.sign.owner);
    if (!isDone) while (this.done.length > mark) this.done.pop()();
    return isDone;
  }

  #replace(one, depth, kept) {
    const choice = this.free(one);
    if (choice) this.put(one, choice);
    return Boolean(choice) || (depth < TRIED.length && this.makeRoom(one, depth, kept));
  }

  /* Who would have to give way; null where it is too many, or somebody who stays. */
  #inTheWay(spot, owner, kept) {
    const owners = new Set();
    for (const { owner: other } of this.room.inTheWay(spot, owner)) {
      owners.add(other);
      if (owners.size > MOST_MOVED || !this.placed.has(other) || kept.has(other)) return null;
    }
    return [...owners];
  }

  #remove(owner) {
    const found = this.placed.get(owner);
    this.room.remove(found.label);
    this.placed.delete(owner);
    return found;
  }
}
