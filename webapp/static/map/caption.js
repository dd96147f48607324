/* What stands beside a saved picture: whose network, what was filtered, from which sources, of when the data are, and when it was saved. */

import { byId, say } from '../ui/dom.js';
import { readState } from './state.js';

export function captionOf(picture) {
  const { language, sources, asOf } = byId('karte').dataset;
  const day = new Date().toLocaleDateString(language, { dateStyle: 'long' });
  const lines = [byId('anzahl').textContent, asOf, filtersInWords(), focusInWords(picture), daysInWords(), sources, say('savedOn', { day })];
  return { title: picture.network.label, lines: lines.filter(Boolean) };
}

/* The boxes of the legend that are ticked, each under its heading. */
function filtersInWords() {
  return [...document.querySelectorAll('.map-filters fieldset')].flatMap((facet) => {
    const chosen = [...facet.querySelectorAll('input:checked')].map((box) => box.closest('label').querySelector('span').textContent);
    return chosen.length ? [`${facet.querySelector('legend').textContent}: ${chosen.join(', ')}`] : [];
  }).join('. ');
}

/* The day that the map shows, or the two that it compares: the sentence of the bar of days. */
const daysInWords = () => byId('zeit-zeichen')?.textContent.trim() ?? '';

/* Whose surroundings are shown, and how far. */
function focusInWords(picture) {
  const { actor, depth } = readState(picture, location.search);
  const node = picture.node.get(actor);
  const button = document.querySelector(`[data-tiefe="${depth}"]`);
  return node && depth && button ? `${node.label}: ${button.textContent}` : '';
}
