/* What was typed into a form, kept in this window until it is saved: after a reload or a lost connection it is there. */

const PREFIX = 'akteursnetz-entwurf ';
const NEVER = new Set(['token', 'gesehen', 'stand', 'was']);

function named(form) {
  return PREFIX + form.dataset.entwurf;
}

/** Keep all that stands in the form. */
export function keep(form) {
  const pairs = [...new FormData(form)].filter(([name]) => !NEVER.has(name) && !name.startsWith('war:'));
  try {
    sessionStorage.setItem(named(form), JSON.stringify(pairs));
  } catch {
    /* a window that keeps nothing */
  }
}

/** Put back what was kept of this form; whether something is other than the page says. */
export function restore(form) {
  const kept = read(form);
  if (!kept) return false;
  let different = false;
  for (const name of new Set(kept.map(([one]) => one))) {
    const values = kept.filter(([one]) => one === name).map(([, value]) => value);
    const inputs = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    inputs.filter((one) => one.type !== 'hidden').forEach((input, place) => { different = put(input, values, place) || different; });
  }
  return different;
}

function put(input, values, place) {
  if (input.type === 'radio' || input.type === 'checkbox') {
    const should = values.includes(input.value);
    const was = input.checked !== should;
    input.checked = should;
    return was;
  }
  const text = values[place] ?? '';
  const was = input.value !== text;
  input.value = text;
  return was;
}

/** Nothing is kept of it any more. */
export function forget(form) {
  try {
    sessionStorage.setItem(PREFIX + 'gesendet', named(form));
  } catch {
    /* a window that keeps nothing */
  }
}

/** It is saved: let go of it. */
export function letGo() {
  const name = sessionStorage.getItem(PREFIX + 'gesendet');
  if (name) sessionStorage.removeItem(name);
}

function read(form) {
  try {
    return JSON.parse(sessionStorage.getItem(named(form)) ?? 'null');
  } catch {
    return null;
  }
}
