/* Names on the map. Of a few signs every one is named: nearest to its own, farther off with a line to it. Of many, the
   most important first, each where it covers neither a sign nor another name, else not at all. */

import { drawnRadius } from './drawn.js';
import { measure, writtenNames } from './lettering.js';
import { Placement } from './placement.js';
import { boxAt, isNearest, Occupied, runsThrough, spotsAround } from './spots.js';

const GAP = 4;
const SHORTER = 1.2;
const NARROWER = 0.5;
const CROSSED = 0.8;
/* Where there is no room in the usual size. */
const SMALLER = 0.88;
const HIDING = 100;
/* Among many, a line this dear would be one more that nobody can follow. */
const FAR = 30;
const ROUNDS = 3;

/** The rank from which on a name is written whatever it covers. */
export const CHOSEN = 1000;

/** Names with their places in screen pixels from the origin of the map; `pixel` is the size of one in map units, `taken` are boxes to keep off, `lines` are ties between ids. */
export function placeLabels(context, nodes, options) {
  const { pixel, rank, enlarged, figures, taken = [] } = options;
  const isFew = nodes.length <= figures.everyone;
  const room = new Room(isFew ? linesOf(options) : []);
  const signs = nodes.map((node) => signOf(node, drawnRadius(node, enlarged) / pixel, pixel));
  for (const sign of signs) if (!sign.node.areaOnly) room.signs.add(sign.box);
  for (const box of taken) room.add(box);
  const ordered = signs.sort((a, b) => rank(b.node) - rank(a.node));
  const chosen = ordered.filter(({ node }) => rank(node) >= CHOSEN).map((sign) => placeChosen(context, sign, room, options));
  const others = ordered.filter(({ node }) => rank(node) < CHOSEN);
  const placed = isFew ? placeAll(context, others, room, options) : placeFirst(context, others, room, options);
  return [...chosen, ...placed];
}

/* What is taken by signs, by names, and by the lines that lead to names. */
class Room {
  constructor(lines) {
    this.signs = new Occupied();
    this.names = new Occupied();
    this.leaders = new Set();
    this.lines = lines;
  }

  add(label) {
    this.names.add(label);
    if (label.leader) this.leaders.add(label);
  }

  remove(label) {
    this.names.remove(label);
    this.leaders.delete(label);
  }

  isFree(spot, owner) { return this.inTheWay(spot, owner).next().done; }

  /** The names that a spot or its line would cross, and those whose line crosses it. */
  * inTheWay(spot, owner) {
    yield* this.names.met(spot, owner);
    for (const label of this.leaders) if (label.owner !== owner && runsThrough(flat(label.leader), spot)) yield label;
    if (!spot.leader) return;
    for (const label of this.names.met(spanOf(spot.leader), owner)) if (runsThrough(flat(spot.leader), label)) yield label;
  }
}

const flat = ([from, to]) => [from.x, from.y, to.x, to.y];
const spanOf = ([from, to]) => ({ left: Math.min(from.x, to.x), right: Math.max(from.x, to.x) + 1, top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y) + 1 });

function signOf(node, reach, pixel) {
  const [x, y, half] = [node.x / pixel, node.y / pixel, reach + 2];
  const sign = { node, owner: node.id, x, y, reach };
  return { ...sign, box: { left: x - half, right: x + half, top: y - half, bottom: y + half, owner: node.id, sign } };
}

const linesOf = ({ lines = [], pixel }) => lines.map(([from, to]) => [from.x / pixel, from.y / pixel, to.x / pixel, to.y / pixel]);
const isInside = (box, frame) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

/* The ways to write a name: the full one, the same in shorter lines, the short one. */
function textsOf(context, node, { font, figures }, isFew, share = 1) {
  const look = { ...figures, size: share * (node.group ? figures.groupSize : figures.size), weight: node.group ? 650 : 450, font };
  const [name, ...shorter] = writtenNames(node);
  const full = measure(context, name, look);
  const texts = [[full, 0]];
  for (const longest of isFew ? figures.narrower : []) {
    const narrow = measure(context, name, { ...look, longest });
    if (narrow.width < texts.at(-1)[0].width && wordsOf(narrow.lines) === wordsOf([name])) texts.push([narrow, NARROWER]);
  }
  return [...texts, ...shorter.map((short) => [measure(context, short, look), SHORTER])];
}

/* Words as they are read: one that was cut or broken is another. */
const wordsOf = (lines) => lines.join(' ').split(/\s+/u).join(' ').trim();

/* The chosen one is written in full, where it covers nothing if there is such a place. */
function placeChosen(context, sign, room, options) {
  const { figures, font, frame } = options;
  const text = measure(context, sign.node.label, { ...figures, size: figures.groupSize, weight: 650, font, longest: 2 * figures.longest });
  const spots = spotsFor(sign, text, options, [0]);
  const spot = spots.find((box) => isInside(box, frame) && !room.signs.meets(box, sign.owner) && room.isFree(box, sign.owner)) ?? spots[0];
  return take({ sign, text, spot }, room);
}

function take({ sign, text, spot }, room) {
  const label = { ...text, ...spot, node: sign.node, owner: sign.owner };
  room.add(label);
  return label;
}

/* A group that is only drawn as an area is named at the area's crest, an area of many actors in its middle. */
function spotsFor(sign, text, { figures, crests }, rings = figures.rings.keys()) {
  const { node } = sign;
  const directions = node.shelved ? figures.directions.map(([angle, cost]) => [angle, angle === 0 ? 0 : cost + 1]) : figures.directions;
  const around = spotsAround(sign, text, { ...figures, gap: GAP, directions, rings: [...rings].map((ring) => figures.rings[ring]) });
  if (node.area && text.width < 1.8 * sign.reach) return [{ ...boxAt(sign.x, sign.y, text), cost: -1, leader: null }, ...around];
  const crest = node.areaOnly ? crests.get(node.id) : null;
  return crest ? [...crestSpots(crest, text), ...around] : around;
}

/** Above the edge of an area, at its highest point or beside it. */
export function crestSpots({ x, y }, text) {
  return [0, 1].flatMap((row) => [0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75].map((step) => ({
    ...boxAt(x + step * text.width, y - (row + 0.5) * text.height - GAP, text), cost: row + Math.abs(step), leader: null,
  })));
}

/* The most important first, each at the first place that is free. */
function placeFirst(context, signs, room, options) {
  const isSome = signs.length <= options.figures.some;
  return signs.flatMap((sign) => {
    const isHub = isSome && sign.node.group;
    for (const [text] of textsOf(context, sign.node, options, isHub)) {
      const spots = spotsFor(sign, text, options, isHub ? undefined : isSome ? [0, 1] : [0]).sort((a, b) => a.cost - b.cost);
      const spot = spots.find((box) => isAllowed(box, sign, room, options) && room.isFree(box, sign.owner));
      if (spot) return [take({ sign, text, spot }, room)];
    }
    const loose = isHub && looseChoices(context, sign, room, options).find(({ spot, cost }) => cost < FAR && room.isFree(spot, sign.owner));
    return loose ? [take({ sign, ...loose }, room)] : [];
  });
}

function isAllowed(box, sign, room, { frame }) {
  return isInside(box, frame) && !room.signs.meets(box, sign.owner) && !hidesSign(box, sign, room) && (sign.node.area || sign.node.areaOnly || isNearest(box, sign, room.signs));
}

const hidesSign = ({ leader }, { owner }, room) => Boolean(leader) && [...room.signs.met(spanOf(leader), owner)].some((box) => runsThrough(flat(leader), box));

/* Who has the fewest places chooses first; who then finds none makes others move, if each of them finds another place. */
function placeAll(context, signs, room, options) {
  const wanted = signs.map((sign) => ({ sign, choices: choicesOf(context, sign, room, options) }));
  const placement = new Placement(room, take);
  const left = wanted.sort((a, b) => a.choices.length - b.choices.length).filter((one) => !putFree(one, placement));
  const stays = left.filter((one) => !placement.makeRoom(one));
  for (let round = 0; round < ROUNDS; round += 1) placement.improve(wanted);
  const smaller = stays.filter(({ sign }) => !placement.makeRoom({ sign, choices: choicesOf(context, sign, room, options, SMALLER) }));
  for (const { sign } of smaller) {
    const one = { sign, choices: looseChoices(context, sign, room, options) };
    if (placement.makeRoom(one)) continue;
    const choice = one.choices.find(({ spot }) => !room.names.meets(spot, sign.owner)); // its line may run beneath names
    if (choice) placement.put(one, choice);
  }
  return placement.labels();
}

function putFree(one, placement) {
  const choice = placement.free(one);
  if (choice) placement.put(one, choice);
  return choice;
}

function choicesOf(context, sign, room, options, share = 1) {
  return textsOf(context, sign.node, options, true, share).flatMap(([text, cost]) => spotsFor(sign, text, options)
    .filter((spot) => isAllowed(spot, sign, room, options))
    .map((spot) => ({ text, spot, cost: spot.cost + cost + CROSSED * room.lines.filter((line) => runsThrough(line, spot)).length })))
    .sort((a, b) => a.cost - b.cost);
}

/* Where no place is nearest to its own sign, the line says whose name it is; the letters may be smaller. */
function looseChoices(context, sign, room, options) {
  const texts = [...textsOf(context, sign.node, options, true), ...textsOf(context, sign.node, options, true, SMALLER)];
  return texts.flatMap(([text, cost]) => spotsFor(sign, text, options)
    .filter((spot) => isInside(spot, options.frame) && !room.signs.meets(spot, sign.owner))
    .map((spot) => ({ text, spot, cost: spot.cost + cost + (hidesSign(spot, sign, room) ? HIDING : 0) }))).sort((a, b) => a.cost - b.cost);
}
