/* What a phone folds: the menu, and sections beside the first. In a wide window they stand open, and can be closed. */

const NARROW = '(max-width: 40rem)';
const narrow = matchMedia(NARROW);
const touched = new WeakSet(), known = new WeakSet();
const folds = () => document.querySelectorAll('details.fold-narrow');

function fold() {
  for (const one of folds()) {
    if (!known.has(one) && one.open) touched.add(one);
    known.add(one);
    if (!touched.has(one)) one.open = !narrow.matches;
  }
  openTarget();
}

/* A heading that a link leads to opens what stands beneath it; what is inside of a fold the browser opens itself. */
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const own = target && (target.matches('section') ? target.querySelector(':scope > details.fold') : target.closest('details.fold'));
  if (own) own.open = true;
}

document.addEventListener('click', ({ target }) => {
  const summary = target.closest('details.fold-narrow > summary');
  if (summary) touched.add(summary.parentElement);
});
document.addEventListener('answer', fold); // what came without a reload
narrow.addEventListener('change', fold);
addEventListener('hashchange', openTarget);
fold();
document.documentElement.dataset.folds = 'ready';

const button = document.querySelector('.menu-button');
button?.addEventListener('click', () => {
  button.setAttribute('aria-expanded', String(button.getAttribute('aria-expanded') !== 'true'));
});
