/* Topics as signs of their own, on demand: each between those whose visible ties are about it. */

const PREFIX = 'thema~';
const MOST = 60;
const ROOM = 54;
const STEPS = 120;
const PACE = 16;
const RADIUS = 12;

/** The id of the topic that a sign stands for; empty for the sign of an actor. */
export const topicOf = (id) => (id?.startsWith(PREFIX) ? id.slice(PREFIX.length) : '');

/** The topics of these ties as signs beside the drawn nodes, and the lines to them. */
export function placeTopics(picture, edges, nodes) {
  const signs = makeSigns(picture, edges, nodes);
  for (const sign of signs) moveAside(sign, [...nodes.values(), ...signs]);
  const lines = signs.flatMap(({ id, about }) => about.map((end) => ({ id: `${id}~${end}`, from: end, to: id, kind: 'Topic', state: 'topic', directed: false, nth: 0 })));
  return { signs, lines };
}

function makeSigns(picture, edges, nodes) {
  const labels = picture.facet.get('thema')?.values ?? {};
  const about = new Map();
  for (const edge of edges) {
    for (const topic of edge.topicIds ?? []) about.set(topic, (about.get(topic) ?? new Set()).add(edge.from).add(edge.to));
  }
  const largest = [...about].sort(([, a], [, b]) => b.size - a.size).slice(0, MOST);
  return largest.map(([topic, ends]) => {
    const mean = (side) => [...ends].reduce((sum, id) => sum + nodes.get(id)[side], 0) / ends.size;
    return { id: PREFIX + topic, label: labels[topic] ?? topic, topic: true, group: true, about: [...ends], degree: ends.size, radius: RADIUS, x: mean('x'), y: mean('y') };
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
