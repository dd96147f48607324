/* Names for a parameter whose list would be too long for a page, asked for while typing. */

import { make } from '../ui/dom.js';
import { askNames } from './complete.js';

const PAUSE = 250;
const MOST = 20;

export function setUpSuggestions(source) {
  for (const input of document.querySelectorAll('input[data-suggest]')) {
    let timer = 0;
    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const rows = input.value.length > 1 ? await askNames(source, input.value, MOST) : [];
        const names = [...new Set(rows.map(({ label }) => label))];
        input.list.replaceChildren(...names.map((name) => make('option', { value: name })));
      }, PAUSE);
    });
  }
}
