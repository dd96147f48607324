/* Ties in words: what connects, since when, about what, who says so, and the passage. */

import { labelOf } from './data.js';
import { make, passage, say, stateChip } from '../ui/dom.js';

/** One tie with all that is recorded of it. */
export function tieDetails(edge, picture) {
  const facts = [
    ['tiePeriod', edge.period],
    ['tieTopics', edge.topics.join(', ')],
    ['tieSays', sayer(edge, picture)],
    ['tieQuality', edge.qualities.map((code) => labelOf(picture, 'guete', code)).join(', ')],
    ['tieNote', edge.note],
  ].filter(([, text]) => text);
  const direction = edge.directed ? say('tieFromTo', { from: picture.node.get(edge.from).label, to: picture.node.get(edge.to).label }) : '';
  return make('li', { class: 'tie-details' },
    make('h4', {}, `${edge.detail || edge.kindLabel} `, stateChip(edge)),
    direction ? make('p', { class: 'small muted' }, direction) : null,
    facts.length ? make('dl', { class: 'tie-facts' }, ...facts.map(([name, text]) => make('div', {}, make('dt', {}, say(name)), make('dd', {}, text)))) : null,
    ...(edge.evidence.length ? edge.evidence.map((place) => passage(place, place.document ? labelOf(picture, 'quelle', place.document) : '')) : [make('p', { class: 'small muted' }, say('noEvidence'))]));
}

function sayer(edge, picture) {
  const who = edge.perspective ? labelOf(picture, 'sicht', edge.perspective) : '';
  return [who, edge.confidenceLabel].filter(Boolean).join(' · ');
}
