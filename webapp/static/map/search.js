/* Search as a combobox: type, arrows, Enter. Umlauts may be typed as ae, oe, ue or left out. */

import { byId, make, say } from './dom.js';

const MOST = 10;

export const plain = (text) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replaceAll('ß', 'ss');
export const long = (text) => plain(text.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue'));

export function findNodes(picture, text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const found = picture.nodes.map((node) => ({ node, rate: rate(node, wanted) })).filter(({ rate: points }) => points > 0);
  return found.sort((a, b) => b.rate - a.rate || b.node.degree - a.node.degree).slice(0, MOST).map(({ node }) => node);
}

function rate(node, wanted) {
  const names = [node.label, node.short].flatMap((name) => [plain(name), long(name)]);
  if (names.some((name) => name.startsWith(wanted))) return 3;
  if (names.some((name) => name.includes(` ${wanted}`))) return 2;
  return names.some((name) => name.includes(wanted)) ? 1 : 0;
}

export function setUpSearch(picture, choose) {
  const input = byId('suche');
  const list = byId('treffer');
  let hits = [];
  let current = -1;

  function close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }
  function pick(node) {
    close();
    input.value = node.label;
    choose(node.id);
  }
  function option(node, place) {
    const item = make('li', { role: 'option', id: `treffer-${place}`, 'aria-selected': 'false' },
      make('span', {}, node.label), make('span', { class: 'small' }, node.kindLabel || (node.group ? say('group') : '')));
    item.addEventListener('pointerdown', (event) => { event.preventDefault(); pick(node); });
    return item;
  }
  function open() {
    hits = findNodes(picture, input.value);
    current = -1;
    if (!input.value.trim()) { close(); return; }
    list.replaceChildren(...(hits.length ? hits.map(option) : [make('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, say('noHits'))]));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    byId('ansage').textContent = say('hits', { number: hits.length });
  }
  function mark(step) {
    if (list.hidden) open();
    if (!hits.length) return;
    current = (current + step + hits.length) % hits.length;
    [...list.children].forEach((item, place) => item.setAttribute('aria-selected', String(place === current)));
    list.children[current].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', `treffer-${current}`);
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
    keys[event.key]();
  });
}
