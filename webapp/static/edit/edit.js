/* A form of an entry, better with a script: what changes is said while somebody types, names are looked up in place,
   one more field follows the last one, and what was typed survives a reload. */

import { another, discardable, forget, keep, restore } from './draft.js';

const WAIT = 300;
const FEW = 2;
const form = document.querySelector('.edit-form');

let timer = 0;
let asked = 0;
let lookedUp = 0;
let pressed = Promise.resolve();

function summaryBox() {
  return document.getElementById('zusammenfassung');
}

async function summarise() {
  const number = ++asked;
  const data = new FormData(form);
  data.set('was', 'vorschau');
  try {
    const answer = await fetch(form.action, { method: 'POST', body: data, headers: { Accept: 'text/html' } });
    const text = answer.ok ? await answer.text() : '';
    const box = new DOMParser().parseFromString(text, 'text/html').getElementById('zusammenfassung');
    await pressed;
    if (number === asked && box && summaryBox()) putInPlace(box);
    sayConnected(true);
  } catch {
    sayConnected(false);
  }
}

/* A button that somebody has just pointed at stays where it is: the page moves instead. */
function putInPlace(box) {
  const row = form.querySelector('.button-row:hover');
  const before = row?.getBoundingClientRect().top;
  summaryBox().replaceWith(box);
  if (row) scrollBy({ top: row.getBoundingClientRect().top - before, behavior: 'instant' });
}

/* Between pressing and releasing nothing moves: what is released beside its button is no click. */
function holdStill() {
  pressed = new Promise((release) => {
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(release), { once: true });
  });
}

/* What was typed is discarded: nothing changes. */
function sayNothing() {
  clearTimeout(timer);
  asked += 1;
  summaryBox()?.replaceChildren();
}

/* Without a connection nothing is sent: the browser's own page would take the place of what was typed. */
function sayConnected(yes) {
  document.getElementById('ohne-verbindung').hidden = yes;
}

function isConnected() {
  return document.getElementById('ohne-verbindung').hidden;
}

function changed() {
  keep(form);
  summariseSoon();
}

function summariseSoon() {
  clearTimeout(timer);
  timer = setTimeout(summarise, WAIT);
}

function oneMore(input) {
  const field = input.closest('.edit-field');
  const all = [...field.querySelectorAll('input[data-mehr]')];
  if (input !== all.at(-1) || !input.value.trim()) return;
  another(all);
}

async function lookUp(input) {
  const text = input.value.trim();
  if (text.length < FEW) return;
  const number = ++lookedUp;
  const address = new URL(input.dataset.suche, location.href);
  address.searchParams.set('text', text);
  try {
    const { items } = await (await fetch(address)).json();
    if (number === lookedUp) input.list.replaceChildren(...items.map((hit) => Object.assign(document.createElement('option'), { value: hit.label })));
  } catch {
    /* the name can be typed without */
  }
}

function typed({ target }) {
  if (target.dataset?.mehr !== undefined) oneMore(target);
  if (target.dataset?.suche) lookUp(target);
  changed();
}

/* What is saved has been read before: after Enter or a quick click it is shown first, and sent by the next one. A new
   entry that is all there is to say is sent at once. */
async function send(event) {
  if (form.dataset.bereit) { forget(form); return; }
  event.preventDefault();
  clearTimeout(timer);
  const read = summaryBox()?.textContent.trim();
  await summarise(); // an answer that is on its way may be to what was typed before
  if (!isConnected()) return;
  if (read !== summaryBox()?.textContent.trim() && !isPlain()) {
    document.getElementById('erst-lesen').hidden = false;
    summaryBox().scrollIntoView({ block: 'center' });
    return;
  }
  form.dataset.bereit = 'ja';
  form.requestSubmit();
}

function isPlain() {
  const box = summaryBox();
  const isOneNewThing = !form.elements.iri && !box?.querySelector('.notice') && box?.querySelectorAll('.edit-things > li').length === 1;
  return !box || isOneNewThing || box.querySelector('.edit-wrong') !== null;
}

/* Somebody may have typed or chosen before this script was there. */
function isTouched() {
  return [...form.elements].some((one) => one.defaultValue !== undefined && one.type !== 'hidden'
    && (one.value !== one.defaultValue || one.checked !== one.defaultChecked));
}

if (form) {
  if (restore(form)) summariseSoon();
  else if (isTouched()) changed();
  discardable(form, sayNothing);
  form.addEventListener('input', typed);
  form.addEventListener('change', changed);
  form.addEventListener('submit', send);
  form.addEventListener('pointerdown', holdStill);
  addEventListener('pageshow', () => { delete form.dataset.bereit; });
}
