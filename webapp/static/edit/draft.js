/* What was typed into a form, kept in this window until it is saved: after a reload, a lost connection or a look at
   another page it is there again, and the page says so. Whoever cancels or discards it has it nowhere any more. */

const PREFIX = 'akteursnetz-entwurf ';
const NEVER = new Set(['token', 'gesehen', 'stand', 'was']);

function named(form) {
  return PREFIX + form.dataset.entwurf;
}

/** Keep all that stands in the form. */
export function keep(form) {
  const pairs = [...new FormData(form)].filter(([name]) => !NEVER.has(name) && !name.startsWith('war:'));
  try {
    sessionStorage.setItem(named(form), JSON.stringify({ time: new Date().toISOString(), pairs }));
  } catch {
    /* a window that keeps nothing */
  }
}

/** Put back what was kept of this form, but for what its address brings along; whether something is other than the page
    says. */
export function restore(form) {
  letGoOfNothing();
  const kept = read(form);
  if (!kept) return false;
  let different = false;
  for (const name of new Set(kept.pairs.map(([one]) => one))) {
    const values = kept.pairs.filter(([one]) => one === name).map(([, value]) => value);
    const inputs = inputsFor(form, name, values.length);
    inputs.forEach((input, index) => { different = (isOwn(input) && put(input, values, index)) || different; });
  }
  if (different) say(form, new Date(kept.time));
  return different;
}

/* Neither what the page carries on nor what its address brings along: both may be newer than what was typed. */
function isOwn(input) {
  return input.type !== 'hidden' && input.dataset.gegeben === undefined;
}

function say(form, time) {
  const box = form.querySelector('[data-wieder-da]');
  const isToday = time.toDateString() === new Date().toDateString();
  const shown = time.toLocaleString(document.documentElement.lang, { timeStyle: 'short', ...(!isToday && { dateStyle: 'medium' }) });
  box.hidden = false;
  box.firstElementChild.textContent = box.dataset.wiederDa.replace('{}', shown);
}

/** The way back from a draft: whoever cancels leaves none, whoever discards it has the page as it says; `then` follows. */
export function discardable(form, then = () => {}) {
  const box = form.querySelector('[data-wieder-da]');
  form.querySelector('[data-abbrechen]').addEventListener('click', () => drop(form));
  box.querySelector('button').addEventListener('click', () => {
    drop(form);
    form.reset();
    box.hidden = true;
    then();
  });
}

function drop(form) {
  try {
    sessionStorage.removeItem(named(form));
  } catch {
    /* a window that keeps nothing */
  }
}

/* The inputs of a name; further ones where more was typed than the page has room for. */
function inputsFor(form, name, number) {
  const inputs = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const last = inputs.at(-1);
  while (last?.dataset.mehr !== undefined && inputs.length < number) inputs.push(another(inputs));
  return inputs;
}

/** One more input behind those of a field that may have several values. */
export function another(inputs) {
  const [first, last] = [inputs[0], inputs.at(-1)];
  const title = first.closest('.edit-field').querySelector('label');
  const next = last.cloneNode();
  const label = title.cloneNode();
  next.value = '';
  next.id = `${first.id}-${inputs.length + 1}`;
  next.removeAttribute('aria-required');
  label.htmlFor = next.id;
  label.className = 'visually-hidden';
  label.textContent = `${title.firstChild.textContent.trim()} ${inputs.length + 1}`;
  last.after(label, next);
  return next;
}

function put(input, values, index) {
  if (input.type === 'radio' || input.type === 'checkbox') {
    const should = values.includes(input.value);
    const was = input.checked !== should;
    input.checked = should;
    return was;
  }
  const text = values[index] ?? '';
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

/* What was sent came back: it is not saved. */
function letGoOfNothing() {
  try {
    sessionStorage.removeItem(PREFIX + 'gesendet');
  } catch {
    /* a window that keeps nothing */
  }
}

/** It is saved: let go of it. */
export function letGo() {
  const name = sessionStorage.getItem(PREFIX + 'gesendet');
  if (name) sessionStorage.removeItem(name);
  sessionStorage.removeItem(PREFIX + 'gesendet');
}

function read(form) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(named(form)) ?? 'null');
    return kept?.pairs ? kept : null;
  } catch {
    return null;
  }
}
