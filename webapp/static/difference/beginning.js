/* A map of two days that is larger than its window begins at what is different, and leads on to the rest of it. */

import { stops } from './stops.js';

const AROUND = 40;
const map = document.querySelector('.two-days-map');
const walk = document.querySelector('.two-days-walk');
const where = walk.querySelector('[role=status]');
let places = [], at = 0;

const isScrolled = () => map.scrollWidth > map.clientWidth + 1 || map.scrollHeight > map.clientHeight + 1;

/** What is different, in pixels from the upper left corner of the whole map. */
function different() {
  const frame = map.getBoundingClientRect();
  const left = frame.left + map.clientLeft - map.scrollLeft, top = frame.top + map.clientTop - map.scrollTop;
  return [...map.querySelectorAll('.is-different')].map((one) => {
    const box = one.getBoundingClientRect();
    return { left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top };
  });
}

function show(number, behavior) {
  at = (number + places.length) % places.length;
  const [x, y] = places[at];
  map.scrollTo({ left: x - map.clientWidth / 2, top: y - map.clientHeight / 2, behavior });
  where.textContent = where.dataset.words.replace('{number}', at + 1).replace('{all}', places.length);
}

function begin() {
  places = isScrolled() ? stops(different(), { width: map.clientWidth - 2 * AROUND, height: map.clientHeight - 2 * AROUND }) : [];
  walk.hidden = places.length < 2;
  if (places.length) show(0, 'instant');
}

walk.addEventListener('click', ({ target }) => {
  const step = target.closest('button')?.dataset.step;
  if (step) show(at + Number(step), matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth');
});
document.getElementById('gross').addEventListener('change', begin);
let width = innerWidth;
addEventListener('resize', () => { // a phone's bars, which come and go, change the height alone
  if (innerWidth !== width) begin();
  width = innerWidth;
});
document.fonts.ready.then(begin);
