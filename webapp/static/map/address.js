/* The address of the page: it follows the state, and so do the links that lead to the same view elsewhere. */

import { queryOf } from './state.js';

const LINKS = '.map-switch a, .language-switch a, .map-menu:not(.map-views) a, #als-sparql, #ansicht-speichern';

export const addressOf = (picture, state) => location.pathname + queryOf(picture, state, location.search);

/** Put the state into the address; a passing one is no step back. */
export function writeState(picture, state, { isPassing = false } = {}) {
  const address = addressOf(picture, state);
  if (address !== location.pathname + location.search) history[isPassing ? 'replaceState' : 'pushState'](null, '', address);
  updateLinks(picture, state);
}

export function updateLinks(picture, state) {
  for (const link of document.querySelectorAll(LINKS)) link.search = queryOf(picture, state, link.search);
}
