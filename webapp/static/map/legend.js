/* The legend is the filter: its boxes and the state follow each other, and its numbers say what is visible. */

import { byId } from './dom.js';
import { facets } from './state.js';

const wide = matchMedia('(min-width: 60rem)');

export function setUpLegend(change, reset) {
  const form = document.querySelector('.map-filters');
  const legend = byId('legende');
  const fold = () => { legend.open = wide.matches; };
  fold();
  wide.addEventListener('change', fold);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', ({ target }) => {
    const facet = facets.find(([name]) => name === target.name)?.[1];
    if (facet) change(facet, target.value, target.checked);
  });
  byId('alle-filter').addEventListener('click', (event) => { event.preventDefault(); reset(); });
}

export function showLegend(state) {
  for (const [name, facet] of facets) {
    for (const box of document.querySelectorAll(`.map-filters input[name="${name}"]`)) box.checked = state[facet].has(box.value);
  }
}
