/* The list of ready questions, narrowed down while typing. */

import { byId, say } from '../ui/dom.js';
import { long, plain } from '../ui/text.js';

export function setUpGallery(gallery) {
  const input = byId('fragensuche');
  const items = [...gallery.querySelectorAll('.category li')].map((item) => ({ item, words: wordsOf(item) }));
  const categories = [...gallery.querySelectorAll('.category')].map((category) => [category, category.open]);
  input.form.addEventListener('submit', (event) => event.preventDefault());
  input.addEventListener('input', () => {
    const wanted = input.value.split(/\s+/).filter(Boolean).map(plain);
    for (const { item, words } of items) item.hidden = !wanted.every((word) => words.includes(word));
    for (const [category, wasOpen] of categories) {
      category.hidden = !category.querySelector('li:not([hidden])');
      category.open = wanted.length ? true : wasOpen;
    }
    const shown = items.filter(({ item }) => !item.hidden).length;
    byId('fragenzahl').textContent = wanted.length ? say('shown', { shown, total: items.length }) : '';
  });
}

function wordsOf(item) {
  const text = `${item.textContent} ${item.dataset.words}`;
  return `${plain(text)} ${long(text)}`;
}
