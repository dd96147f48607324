/* The map on a day and on two: which ties it shows, and what happened to them. webapp/pages/map/time.py does the same. */

const LASTS = { 4: '-12-31', 7: '-31' };
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const cut = (day, precision) => day.slice(0, { year: 4, approximate: 4, month: 7 }[precision] ?? 10);
/* Of an ended tie without an end nobody knows when. */
const isKnown = ({ start, end, state }) => Boolean(end || (start && state !== 'ended'));

/* A date known by its year or month only stands for the whole of it. */
function covers({ start, end, startPrecision, endPrecision }, day) {
  const first = start ? `${cut(start, startPrecision)}-01-01`.slice(0, 10) : '';
  const known = end ? cut(end, endPrecision) : '';
  const last = known + (LASTS[known.length] ?? '');
  return (!start || first <= day) && (!end || day <= last);
}

const isDay = (text) => DAY.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) === true;

/** The days of a state that are days; one alone is not compared. */
export function knownDays({ day, against }) {
  const known = isDay(day) ? day : '';
  return { day: known, against: known && isDay(against) ? against : '' };
}

/** Whether a tie is drawn: it held on one of the days, or nobody knows when and such ties are wanted. */
export function showsOn(edge, { day, against, undated }) {
  if (!isKnown(edge)) return undated !== '0';
  return covers(edge, day) || Boolean(against && covers(edge, against));
}

/** What happened to visible ties and their ends; null when the map is not about time. */
export function marksOf(edges, { day, against }) {
  if (!day) return null;
  if (!against) return { edges: new Map(edges.filter((edge) => !isKnown(edge)).map(({ id }) => [id, 'undated'])), nodes: new Map() };
  const [earlier, later] = [day, against].sort();
  const found = new Map(edges.map((edge) => [edge.id, changeOf(edge, earlier, later)]));
  for (const id of replaced(edges, found)) found.set(id, 'changed');
  return { edges: found, nodes: endsOf(edges, earlier, later) };
}

function changeOf(edge, earlier, later) {
  if (!isKnown(edge)) return 'undated';
  const [before, after] = [covers(edge, earlier), covers(edge, later)];
  return before === after ? 'same' : after ? 'new' : 'lost';
}

/* Ties in whose place another of the same kind came between the same two. */
function replaced(edges, found) {
  const place = ({ kind, from, to }) => [kind, ...[from, to].sort()].join(' ');
  const placesOf = (change) => new Set(edges.filter(({ id }) => found.get(id) === change).map(place));
  const [came, went] = [placesOf('new'), placesOf('lost')];
  return edges.filter((edge) => ['new', 'lost'].includes(found.get(edge.id)) && came.has(place(edge)) && went.has(place(edge))).map(({ id }) => id);
}

/* Who got a first tie, and who lost the last; what exists and nobody dated counts on both days. */
function endsOf(edges, earlier, later) {
  const holds = (edge, day) => (isKnown(edge) ? ['exists', 'ended'].includes(edge.state) && covers(edge, day) : edge.state === 'exists');
  const held = (day) => new Set(edges.filter((edge) => holds(edge, day)).flatMap(({ from, to }) => [from, to]));
  const [before, after] = [held(earlier), held(later)];
  const came = [...after].filter((id) => !before.has(id)).map((id) => [id, 'new']);
  const went = [...before].filter((id) => !after.has(id)).map((id) => [id, 'lost']);
  return new Map([...came, ...went]);
}

/** Groups have the members of the day, so that areas and lines say the same. */
export function applyDay(picture, state) {
  for (const group of picture.groups) group.members = (group.everyMember ??= group.members);
  if (!state.day) return;
  const left = new Map();
  for (const edge of picture.edges) {
    if (!edge.look?.membership || edge.state !== 'exists') continue;
    const held = showsOn(edge, state);
    const key = `${edge.from} ${edge.to}`;
    left.set(key, (left.get(key) ?? true) && !held);
  }
  for (const group of picture.groups) group.members = group.everyMember.filter((id) => !left.get(`${id} ${group.id}`));
}

/** How many visible ties have no period, and how many there are of each change. */
export function countChanges(edges, state) {
  const counts = { new: 0, lost: 0, changed: 0, same: 0, undated: 0 };
  for (const change of marksOf(edges, state)?.edges.values() ?? []) counts[change] += 1;
  return counts;
}

export const countUndated = (picture) => picture.edges.filter((edge) => !isKnown(edge)).length;
