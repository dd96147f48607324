/* The tour: can be left at any step and comes again when it is asked for. The browser remembers that it was seen. */

import { byId } from '../ui/dom.js';

const SEEN = 'akteursnetz-rundgang';

export function setUpTour() {
  const dialog = byId('rundgang');
  if (!dialog) return;
  const opener = byId('rundgang-oeffnen');
  const steps = [...dialog.querySelectorAll('[data-schritt]')];
  const [end, back, next] = ['ende', 'zurueck', 'weiter'].map((name) => dialog.querySelector(`[data-tour="${name}"]`));
  const onward = next.textContent;
  let at = 0;

  function show(step) {
    at = step;
    steps.forEach((section, index) => { section.hidden = index !== at; });
    back.disabled = at === 0;
    next.textContent = at === steps.length - 1 ? next.dataset.last : onward;
    steps[at].querySelector('h2').focus();
  }
  function leave() {
    dialog.close();
    remember();
    opener.classList.add('is-seen');
    opener.focus();
  }
  opener.addEventListener('click', () => { dialog.show(); show(0); });
  end.addEventListener('click', leave);
  back.addEventListener('click', () => show(at - 1));
  next.addEventListener('click', () => (at === steps.length - 1 ? leave() : show(at + 1)));
  dialog.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') leave();
  });
  opener.classList.toggle('is-seen', isSeen());
  opener.hidden = false;
}

/* Some browsers keep nothing; there the button stands out again next time. */
function isSeen() {
  try { return Boolean(localStorage.getItem(SEEN)); } catch { return false; }
}

function remember() {
  try { localStorage.setItem(SEEN, '1'); } catch { /* nothing is kept */ }
}
