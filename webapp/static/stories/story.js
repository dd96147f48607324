/* A story: one step after the other, by buttons and arrow keys; the address names the step. */

import { byId, say } from '../ui/dom.js';
import { createStill } from '../map/still.js';
import { describeDays } from '../map/timebar.js';

const { steps, current } = JSON.parse(byId('schritte').textContent);
const stills = new Map();
let number = current;

/* Steps of another network have a map of their own; the one not in use is out of sight. */
async function stillOf(source) {
  if (!stills.has(source)) {
    for (const { element } of stills.values()) element.hidden = true;
    const element = stills.size ? byId('netz').cloneNode(false) : byId('netz');
    if (stills.size) { element.removeAttribute('id'); element.hidden = false; byId('karte').append(element); }
    stills.set(source, { element, still: await createStill(element, source) });
  }
  for (const [known, { element }] of stills) element.hidden = known !== source;
  return stills.get(source).still;
}

async function showMap({ gone, query, source }) {
  byId('karte').classList.toggle('is-gone', gone);
  byId('zeitzeichen').hidden = true;
  if (gone) { for (const { element } of stills.values()) element.hidden = true; return; }
  const still = await stillOf(source);
  const { picture, state, visible } = still.show(`?${query}`);
  const key = describeDays(picture, state, visible);
  byId('zeitzeichen').hidden = !key;
  byId('zeitzeichen').textContent = key;
}

function link(id, step) {
  byId(id).hidden = !step;
  if (step) byId(id).href = step.page;
}

function showWords(step) {
  byId('fortschritt').textContent = say('step', { number, total: steps.length });
  byId('titel').textContent = step.title;
  byId('text').textContent = step.text;
  byId('einleitung')?.toggleAttribute('hidden', number !== 1);
  byId('geloescht').hidden = !step.gone;
  byId('wege').hidden = step.gone;
  byId('zur-karte').href = step.map;
  byId('zur-tabelle').href = step.table;
  link('zurueck', steps[number - 2]);
  link('vor', steps[number]);
}

async function go(wanted, { remember = true } = {}) {
  if (wanted < 1 || wanted > steps.length) return;
  number = wanted;
  const step = steps[number - 1];
  if (remember) history.pushState(null, '', step.page);
  showWords(step);
  await showMap(step);
}

function follow(id, by) {
  byId(id).addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(number + by);
    if (byId(id).hidden) byId('zurueck').hidden ? byId('vor').focus() : byId('zurueck').focus();
  });
}

follow('zurueck', -1);
follow('vor', 1);
addEventListener('keydown', ({ key, altKey, ctrlKey, metaKey }) => {
  if (altKey || ctrlKey || metaKey) return;
  if (key === 'ArrowRight' || key === 'PageDown') go(number + 1);
  if (key === 'ArrowLeft' || key === 'PageUp') go(number - 1);
});
addEventListener('popstate', () => go(Number(new URLSearchParams(location.search).get('schritt')) || 1, { remember: false }));
if (document.fullscreenEnabled) {
  byId('vollbild').hidden = false;
  byId('vollbild').addEventListener('click', () => (document.fullscreenElement ? document.exitFullscreen() : document.querySelector('.story').requestFullscreen()));
}
showMap(steps[number - 1]).then(() => { document.documentElement.dataset.ready = '1'; });
