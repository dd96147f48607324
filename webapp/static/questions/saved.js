/* Queries kept under a name in this browser, and the address of a query for others. */

import { byId, make, say } from '../ui/dom.js';

const KEY = 'akteursnetz.queries';

export function setUpSaved(section, editor) {
  let queries = read();

  function change(next, message) {
    queries = next;
    const isKept = write(queries);
    draw();
    const place = byId('meldung');
    if (place) place.textContent = isKept ? message : say('notSaved');
  }
  function draw() {
    section.hidden = !queries.length;
    section.querySelector('ul').replaceChildren(...queries.map(line));
  }
  function line(query) {
    const link = make('a', { href: query.search || '#' }, query.name);
    if (!query.search) link.addEventListener('click', (event) => { event.preventDefault(); editor.text = query.text; editor.run(); });
    return make('li', {}, link, make('span', { class: 'saved-actions' }, action('rename', query, () => rename(query)), action('remove', query, () => remove(query))));
  }
  function action(word, query, run) {
    const button = make('button', { type: 'button', class: 'link', 'aria-label': `${say(word)}: ${query.name}` }, say(word));
    button.addEventListener('click', run);
    return button;
  }
  function remove(query) {
    change(queries.filter((one) => one !== query), say('removed', { name: query.name }));
    (section.hidden ? byId('query') : section.querySelector('a'))?.focus();
  }
  function rename(query) {
    const item = section.querySelectorAll('li')[queries.indexOf(query)];
    const input = make('input', { value: query.name, 'aria-label': say('newName'), maxlength: 80, required: true });
    const form = make('form', { class: 'rename-form' }, input);
    const finish = () => {
      const name = input.value.trim() || query.name;
      change(queries.map((one) => (one === query ? { ...query, name } : one)), say('saved', { name }));
    };
    form.addEventListener('submit', (event) => { event.preventDefault(); finish(); section.querySelectorAll('li a')[queries.length - 1]?.focus(); });
    input.addEventListener('keydown', (event) => { if (event.key === 'Escape') draw(); });
    item.replaceChildren(form);
    input.focus();
    input.select();
  }
  document.addEventListener('submit', (event) => {
    if (event.target.id !== 'merken') return;
    event.preventDefault();
    const name = new FormData(event.target).get('name').trim();
    if (!name) return;
    const kept = { name, search: location.search, text: location.search ? '' : editor.text };
    change([...queries.filter((one) => one.name !== name), kept], say('saved', { name }));
  });
  document.addEventListener('click', ({ target }) => { if (target.id === 'teilen') copyAddress(); });
  addEventListener('storage', ({ key }) => { if (key === KEY) { queries = read(); draw(); } });
  draw();
}

async function copyAddress() {
  try {
    await navigator.clipboard.writeText(location.href.split('#')[0]);
    byId('meldung').textContent = say('copied');
  } catch {
    byId('meldung').textContent = say('copyFailed');
  }
}

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(found) ? found.filter(({ name }) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

function write(queries) {
  try {
    localStorage.setItem(KEY, JSON.stringify(queries));
    return true;
  } catch {
    return false;
  }
}
