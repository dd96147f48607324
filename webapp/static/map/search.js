/* Search as a combobox: type, arrows, Enter. Umlauts may be typed as ae, oe, ue or left out, and a slip is forgiven.
   What is not on this map is asked of the server, and opens its own page. */

import { byId, make, say } from '../ui/dom.js';
import { long, plain } from '../ui/text.js';
import { isNear } from './typos.js';

const MOST = 10;
const PAUSE = 180;

export function findNodes(picture, text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const exact = best(picture.nodes, (names) => rate(names, wanted));
  return exact.length ? exact : best(picture.nodes, (names) => (names.some((name) => isNear(name, wanted)) ? 1 : 0));
}

function best(nodes, points) {
  const found = nodes.map((node) => ({ node, rate: points(namesOf(node)) })).filter(({ rate: number }) => number > 0);
  return found.sort((a, b) => b.rate - a.rate || b.node.degree - a.node.degree).slice(0, MOST).map(({ node }) => node);
}

const namesOf = (node) => [node.label, node.short, ...(node.aliases ?? [])].filter(Boolean).flatMap((name) => [plain(name), long(name)]);

function rate(names, wanted) {
  if (names.some((name) => name.startsWith(wanted))) return 3;
  if (names.some((name) => name.includes(` ${wanted}`))) return 2;
  return names.some((name) => name.includes(wanted)) ? 1 : 0;
}

/* Hits of the whole store that are not on this map. */
async function askServer(picture, text) {
  const { search } = byId('karte').dataset;
  if (!search || !text.trim()) return [];
  const query = new URLSearchParams({ text, lang: document.documentElement.lang });
  const response = await fetch(`${search}?${query}`).catch(() => null);
  const found = response?.ok ? (await response.json()).items : [];
  return found.filter(({ id }) => !picture.node.has(id));
}

export function setUpSearch(picture, choose, { input = byId('suche'), list = byId('treffer'), isVisible = () => true, elsewhere = false } = {}) {
  let hits = [];
  let current = -1;
  let waiting = 0;

  function close() {
    clearTimeout(waiting);
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }
  function pick(hit) {
    close();
    input.value = hit.label;
    if (picture.node.has(hit.id)) choose(hit.id); else location.assign(hit.url);
  }
  function noteOf(hit) {
    const kind = hit.kindLabel || (hit.group ? say('group') : '');
    if (!picture.node.has(hit.id)) return [kind, say('notOnMap')].filter(Boolean).join(' · ');
    return isVisible(hit.id) ? kind : [kind, say('filteredOut')].filter(Boolean).join(' · ');
  }
  function option(hit, index) {
    const item = make('li', { role: 'option', id: `${list.id}-${index}`, 'aria-selected': 'false' },
      make('span', {}, hit.label), make('span', { class: 'small' }, noteOf(hit)));
    item.addEventListener('pointerdown', (event) => { event.preventDefault(); pick(hit); });
    return item;
  }
  function show(found) {
    hits = found;
    current = -1;
    list.replaceChildren(...(hits.length ? hits.map(option) : [make('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, say('noHits'))]));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    input.removeAttribute('aria-activedescendant');
    byId('ansage').textContent = say('hits', { number: hits.length });
  }
  function open() {
    const text = input.value;
    clearTimeout(waiting);
    if (!text.trim()) { close(); return; }
    const here = findNodes(picture, text);
    show(here);
    if (!elsewhere || here.length >= MOST) return;
    waiting = setTimeout(async () => {
      const there = await askServer(picture, text);
      if (there.length && input.value === text && !list.hidden && current < 0) show([...here, ...there].slice(0, MOST));
    }, PAUSE);
  }
  function mark(step) {
    if (list.hidden) open();
    if (!hits.length) return;
    current = (current + step + hits.length) % hits.length;
    [...list.children].forEach((item, index) => item.setAttribute('aria-selected', String(index === current)));
    list.children[current].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', `${list.id}-${current}`);
  }
  const keys = {
    ArrowDown: () => mark(1),
    ArrowUp: () => mark(current < 0 ? 0 : -1),
    Enter: () => { if (hits.length && input.value.trim()) pick(hits[Math.max(current, 0)]); },
    Escape: () => { if (list.hidden) input.value = ''; close(); },
  };
  input.addEventListener('input', open);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
}
