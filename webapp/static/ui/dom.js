/* Makes elements; text always goes in as text, so that no label of the data becomes markup. */

export const byId = (id) => document.getElementById(id);

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

let words = null;

/** The sentence of this name in the page's language, with its {names} filled in. */
export function say(name, values = {}) {
  words ??= JSON.parse(byId('worte').textContent);
  return words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** A link that works as an address and, clicked, is done by the page itself. */
export function jump(address, label, action, attributes = {}) {
  const link = make('a', { href: address, ...attributes }, label);
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    action();
  });
  return link;
}

export const stateChip = (edge) => make('span', { class: `chip chip-${edge.state}` }, edge.stateLabel);

/** A quote, and where it stands: a link to its source, or in a file of its own the name of the source. */
export function passage(place, source = '') {
  const address = byId('karte')?.dataset.quotes;
  const where = [source, place.row ? say('row', { row: place.row }) : ''].filter(Boolean).join(', ');
  const link = address && place.document ? make('a', { href: opened(address, place) }, where || say('inSource')) : where;
  return make('figure', { class: 'passage' }, make('blockquote', { lang: byId('karte')?.dataset.quotedIn ?? null }, place.quote), make('figcaption', {}, link));
}

function opened(address, place) {
  const url = new URL(address.replace('DOCUMENT', place.document.split('/').map(encodeURIComponent).join('/')), location.href);
  url.searchParams.set('stelle', place.slug);
  url.hash = `stelle-${place.slug.replaceAll('/', '-')}`;
  return url.href;
}
