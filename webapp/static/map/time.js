/* The map on a day and on two: which ties it shows, and what happened to them. On which days a tie holds says the
   server (`days`: the first and the last, '' where it is open; null where nobody knows). */

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isDay = (text) => DAY.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) === true;

/** Whether a tie with a period held on a day. */
export const holdsOn = ({ days: [first, last] }, day) => (!first || first <= day) && (!last || day <= last);

/** The days of a state that are days; one alone is not compared. */
export function knownDays({ day, against }) {
  const known = isDay(day) ? day : '';
  return { day: known, against: known && isDay(against) ? against : '' };
}

/** Whether a tie is drawn: it held on one of the days, or nobody knows when and such ties are wanted. */
export function showsOn(edge, { day, against, undated }) {
  if (!day) return true;
  if (!edge.days) return undated !== '0';
  return holdsOn(edge, day) || Boolean(against && holdsOn(edge, against));
}

/** A tie as it was on the days that are looked at: what has ended by now existed then, where anybody knows when. */
export function asOn(picture, edge, { day, against }) {
  if (edge.state !== 'ended' || !edge.days?.[1] || ![day, against].some((one) => one && holdsOn(edge, one))) return edge;
  const stateLabel = picture.states?.find(({ code }) => code === 'exists')?.label ?? edge.stateLabel;
  return { ...edge, state: 'exists', stateLabel };
}

/** Whether an actor has ended: it is on no map of today. Groups keep their place, with their state. */
export const isFormer = ({ group, state }) => !group && state === 'ended';

/** Whether somebody is there: an organisation that has ended is on a former day, if anybody knows until when. */
export const isThere = (node, { day, against }) =>
  !isFormer(node) || Boolean(day && node.until && [day, against || day].sort()[0] <= node.until);

/** What happened to visible ties and their ends; null when the map is not about time. */
export function marksOf(edges, { day, against }) {
  if (!day) return null;
  if (!against) return { edges: new Map(edges.filter((edge) => !edge.days).map(({ id }) => [id, 'undated'])), nodes: new Map() };
  const [earlier, later] = [day, against].sort();
  const found = new Map(edges.map((edge) => [edge.id, changeOf(edge, earlier, later)]));
  for (const id of replaced(edges, found)) found.set(id, 'changed');
  return { edges: found, nodes: endsOf(edges, earlier, later) };
}

function changeOf(edge, earlier, later) {
  if (!edge.days) return 'undated';
  const [before, after] = [holdsOn(edge, earlier), holdsOn(edge, later)];
  return before === after ? 'same' : after ? 'new' : 'lost';
}

/* Ties in whose place another of the same kind came between the same two. */
function replaced(edges, found) {
  const pairOf = ({ kind, from, to }) => [kind, ...[from, to].sort()].join(' ');
  const pairsOf = (change) => new Set(edges.filter(({ id }) => found.get(id) === change).map(pairOf));
  const [came, went] = [pairsOf('new'), pairsOf('lost')];
  return edges.filter((edge) => ['new', 'lost'].includes(found.get(edge.id)) && came.has(pairOf(edge)) && went.has(pairOf(edge))).map(({ id }) => id);
}

/* Who got a first tie, and who lost the last; what exists and nobody dated counts on both days. */
function endsOf(edges, earlier, later) {
  const holds = (edge, day) => (edge.days ? ['exists', 'ended'].includes(edge.state) && holdsOn(edge, day) : edge.state === 'exists');
  const held = (day) => new Set(edges.filter((edge) => holds(edge, day)).flatMap(({ from, to }) => [from, to]));
  const [before, after] = [held(earlier), held(later)];
  const came = [...after].filter((id) => !before.has(id)).map((id) => [id, 'new']);
  const went = [...before].filter((id) => !after.has(id)).map((id) => [id, 'lost']);
  return new Map([...came, ...went]);
}

/** The groups with their members of the day, so that areas and lines say the same. */
export function groupsOn(picture, state) {
  if (!state.day) return picture.groups;
  const held = new Map();
  for (const edge of picture.edges) {
    if (!picture.kind.get(edge.kind)?.membership || !(edge.state === 'exists' || (edge.state === 'ended' && edge.days))) continue;
    const key = `${edge.from} ${edge.to}`;
    held.set(key, held.get(key) || showsOn(edge, state));
  }
  const came = (group) => [...held].filter(([key, holds]) => holds && key.endsWith(` ${group}`)).map(([key]) => key.split(' ')[0]);
  const stayed = ({ id: group, members }) => members.filter((id) => held.get(`${id} ${group}`) ?? true);
  return picture.groups.map((group) => ({ ...group, members: [...new Set([...stayed(group), ...came(group.id)])] }));
}

/** How many visible ties have no period, and how many there are of each change. */
export function countChanges(edges, state) {
  const counts = { new: 0, lost: 0, changed: 0, same: 0, undated: 0 };
  for (const change of marksOf(edges, state)?.edges.values() ?? []) counts[change] += 1;
  return counts;
}
