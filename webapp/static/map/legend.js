/* The legend is the filter: its boxes and the state follow each other, and its numbers say what each would show. */

import { byId, make, say } from '../ui/dom.js';
import { countFacets } from './filter.js';
import { countGaps } from './gaplayer.js';
import { drawnAs, withFilter } from './state.js';
import { plain } from '../ui/text.js';

const wide = matchMedia('(min-width: 60rem)');
const FIRST = 5;
const SEARCHED = 12;

/** `change` gets the changed part of the state that `state` gives. */
export function setUpLegend(picture, { state, change, clear }) {
  const form = document.querySelector('.map-filters');
  const legend = byId('legende');
  const fold = () => { legend.open = wide.matches; };
  fold();
  wide.addEventListener('change', fold);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', ({ target }) => {
    if (picture.facet.has(target.name)) change({ filters: withFilter(state(), target.name, ticked(form, target.name)) }, { fit: true });
    else if (target.name === 'luecken') change({ gapKinds: ticked(form, 'luecken') }, { fit: false });
    const choice = drawnAs(picture).find(({ name }) => name === target.name);
    if (choice) change({ [choice.key]: target.type === 'checkbox' && !target.checked ? '' : target.value }, { fit: false });
  });
  byId('alle-filter').addEventListener('click', (event) => { event.preventDefault(); clear(); });
  for (const list of form.querySelectorAll('fieldset[data-long]')) shorten(list);
}

const ticked = (form, name) => [...form.querySelectorAll(`input[name="${name}"]:checked`)].map(({ value }) => value);

/* Of a long list the first are shown, of a tree what lies on top; the others are found by typing, or all at once. */
function shorten(list) {
  const boxes = [...list.querySelectorAll('label')];
  const heading = list.querySelector('legend').textContent;
  const field = make('input', { type: 'search', class: 'facet-search', 'aria-label': say('searchIn', { heading }), placeholder: say('searchIn', { heading }) });
  const more = make('button', { type: 'button', class: 'button-quiet facet-all', 'aria-expanded': 'false' }, say('showAll', { number: boxes.length }));
  let isOpen = false;
  const isDeep = (box) => /facet-depth/.test(box.className);
  const isTree = boxes.some(isDeep);
  const text = (box) => plain(box.querySelector('span').textContent);
  function show() {
    const wanted = plain(field.value.trim());
    boxes.forEach((box, number) => {
      const fits = wanted ? text(box).includes(wanted) : isOpen || (isTree ? !isDeep(box) : number < FIRST);
      box.hidden = !fits && !box.querySelector('input').checked;
    });
    more.hidden = Boolean(wanted);
    more.setAttribute('aria-expanded', String(isOpen));
    more.textContent = isOpen ? say('showFewer') : say('showAll', { number: boxes.length });
  }
  field.addEventListener('input', (event) => { event.stopPropagation(); show(); });
  field.addEventListener('change', (event) => event.stopPropagation());
  field.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault(); });
  more.addEventListener('click', () => { isOpen = !isOpen; show(); });
  if (boxes.length > SEARCHED) boxes[0].before(field);
  list.append(more);
  show();
}

/** Boxes, choices and numbers as the state has them. */
export function showLegend(picture, state, visible) {
  const form = document.querySelector('.map-filters');
  const counted = countFacets(picture, state, visible);
  for (const { name } of picture.facets) {
    for (const box of form.querySelectorAll(`input[name="${name}"]`)) showBox(box, state.filters[name].has(box.value), counted.get(name).get(box.value) ?? 0);
  }
  const gaps = countGaps(picture, visible);
  for (const box of form.querySelectorAll('input[name="luecken"]')) showBox(box, state.gapKinds.includes(box.value), gaps.get(box.value) ?? 0);
  for (const { name, key } of drawnAs(picture)) showChoice(form.elements[name], state[key]);
  explainLook(picture, state);
}

function showBox(box, isChosen, number) {
  const label = box.closest('label');
  box.checked = isChosen;
  if (isChosen) label.hidden = false;
  label.classList.toggle('is-none', !number);
  const count = label.querySelector('.count');
  const text = number.toLocaleString(document.documentElement.lang);
  if (count.textContent !== text) count.textContent = text;
}

function showChoice(field, value) {
  if (field?.type === 'checkbox') field.checked = Boolean(value);
  else if (field) field.value = [...field.options].some((option) => option.value === value) ? value : '';
}

/* What size and colour mean, beside the choice. */
function explainLook(picture, state) {
  const [size, colour, legend] = ['groesse-heisst', 'farbe-heisst', 'farbe-legende'].map(byId);
  if (!size) return;
  const colouring = picture.colourings.find(({ name }) => name === state.colour);
  size.textContent = say(`size-${(picture.sizes.includes(state.size) && state.size) || 'verbindungen'}`);
  colour.textContent = say(`colour-${colouring?.name ?? 'sektor'}`);
  legend.replaceChildren(...(colouring?.legend ?? []).map(([tint, label]) => make('p', { class: 'colour-key' }, swatch(tint), label)));
}

function swatch(tint) {
  const patch = make('span', { class: 'colour-swatch', 'aria-hidden': 'true' });
  patch.style.background = `var(--${tint})`;
  return patch;
}
