/* What was typed into the small forms (ending, existing, several, parting) survives a reload and a lost connection too. */

import { discardable, forget, keep, restore } from './draft.js';

for (const form of document.querySelectorAll('form[data-entwurf]')) {
  restore(form);
  discardable(form);
  form.addEventListener('input', () => keep(form));
  form.addEventListener('submit', () => forget(form));
}
