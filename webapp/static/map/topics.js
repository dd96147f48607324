/* Topics as signs of their own, on demand: each between those whose visible ties are about it. */

const PREFIX = 'thema~';
const MOST = 60;
const ROOM = 54;
const STEPS = 120;
const PACE = 16;
const NO_FIGURES = { short: '', sector: '', kind: '', kindLabel: '', groups: [], gaps: 0, betweenness: 0, reach: 0, collective: false, url: '' };

/** The id of the topic that a sign stands for; empty for the sign of an actor. */
export const topicOf = (id) => (id?.startsWith(PREFIX) ? id.slice(PREFIX.length) : '');

/** Put the topics of visible ties on the map, or take them off; gives their ids and lines. */
export function placeTopics(picture, state, { edges }) {
  for (const { id, topic } of picture.nodes) if (topic) { picture.node.delete(id); picture.edgesOf.delete(id); }
  const actors = picture.nodes.filter(({ topic }) => !topic);
  const signs = state.withTopics ? makeSigns(picture, edges) : [];
  for (const sign of signs) moveAside(sign, [...actors, ...signs]);
  const lines = signs.flatMap(({ id, about }) => about.map((end) => ({ id: `${id}~${end}`, from: end, to: id, kind: 'Topic', state: 'topic', directed: false, place: 0 })));
  for (const sign of signs) {
    picture.node.set(sign.id, sign);
    picture.edgesOf.set(sign.id, lines.filter(({ to }) => to === sign.id));
  }
  picture.nodes = [...actors, ...signs];
  return { ids: signs.map(({ id }) => id), lines };
}

function makeSigns(picture, edges) {
  const labels = picture.facet.get('thema')?.values ?? {};
  const about = new Map();
  for (const edge of edges) {
    for (const topic of edge.topicIds ?? []) about.set(topic, (about.get(topic) ?? new Set()).add(edge.from).add(edge.to));
  }
  const largest = [...about].sort(([, a], [, b]) => b.size - a.size).slice(0, MOST);
  return largest.map(([topic, ends]) => {
    const places = [...ends].map((id) => picture.node.get(id));
    const mean = (side) => places.reduce((sum, place) => sum + place[side], 0) / places.length;
    return { ...NO_FIGURES, id: PREFIX + topic, label: labels[topic] ?? topic, topic: true, group: true, about: [...ends], degree: ends.size, x: mean('x'), y: mean('y') };
  });
}

/* The first free spot on a spiral around the middle of all whom it concerns. */
function moveAside(sign, others) {
  const isFree = (x, y) => others.every((other) => other === sign || Math.hypot(other.x - x, other.y - y) > ROOM);
  const [{ x, y }, turn] = [{ ...sign }, Math.PI * (3 - Math.sqrt(5))];
  for (let step = 0; step < STEPS; step += 1) {
    const [reach, angle] = [PACE * Math.sqrt(step), step * turn];
    [sign.x, sign.y] = [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
    if (isFree(sign.x, sign.y)) return;
  }
}
