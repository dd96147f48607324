/* The editor over the text field: YASQE of the YASGUI package, without its buttons, its storage and its web look-ups. */

import { byId, make, say } from '../ui/dom.js';
import { completers } from './complete.js';

const PLAIN = 'akteursnetz.plain-field';
const OWN = ['variables', 'prefixes', 'property', 'class', 'names'];

/** An editor that keeps the text field's value in step; `mark` shows where a query is wrong. */
export function createEditor(field, source) {
  const { Yasqe } = Yasgui;
  adapt(Yasqe, source);
  const place = make('div', { class: 'editor' });
  field.closest('.query-field').append(place);
  const run = () => field.form.requestSubmit();
  const yasqe = new Yasqe(place, {
    value: field.value,
    inputStyle: 'textarea', /* in the other style the browser itself writes inline styles, which the policy refuses */
    screenReaderLabel: say('editor'),
    autocompleters: [],
    consumeShareLink: null,
    createShareableLink: null,
    persistenceId: null,
    resizeable: false,
    showQueryButton: false,
    editorHeight: null,
    viewportMargin: Infinity,
    extraKeys: { 'Ctrl-Enter': run, 'Cmd-Enter': run, Tab: false, 'Shift-Tab': false, 'Ctrl-S': false },
  });
  const input = yasqe.getInputField();
  input.setAttribute('aria-describedby', 'grenzen');
  yasqe.on('change', () => { field.value = yasqe.getValue(); });
  yasqe.on('update', () => reachScroller(yasqe));
  yasqe.on('autocompletionShown', (_, { hints }) => hints.setAttribute('aria-label', say('suggestions')));
  yasqe.on('focus', enableOnce(yasqe));

  let isPlain = false;
  function setPlain(wanted) {
    isPlain = wanted;
    place.hidden = isPlain;
    field.hidden = !isPlain;
    byId('feld').setAttribute('aria-pressed', String(isPlain));
    if (!isPlain) { yasqe.setValue(field.value); yasqe.refresh(); }
  }
  byId('feld').addEventListener('click', () => { setPlain(!isPlain); remember(isPlain); });
  document.querySelector('.editor-fold')?.addEventListener('toggle', () => { yasqe.refresh(); reachScroller(yasqe); });
  document.querySelector('label[for="query"]').addEventListener('click', (event) => {
    if (!isPlain) { event.preventDefault(); yasqe.focus(); }
  });
  setPlain(remembered());
  if (field.dataset.line) mark(Number(field.dataset.line));

  function mark(line, column) {
    yasqe.getDoc().eachLine((handle) => yasqe.removeLineClass(handle, 'background', 'faulty-line'));
    input.setAttribute('aria-invalid', String(Boolean(line)));
    if (!line || line > yasqe.lineCount()) return;
    yasqe.addLineClass(line - 1, 'background', 'faulty-line');
    yasqe.setCursor({ line: line - 1, ch: Math.max((column || 1) - 1, 0) });
  }
  return {
    mark,
    get text() { return field.value; },
    set text(text) { field.value = text; yasqe.setValue(text); },
    run,
  };
}

/* What scrolls can be reached by keyboard, and is no stop on the way when there is nothing to scroll. */
function reachScroller(yasqe) {
  const { height, clientHeight } = yasqe.getScrollInfo();
  const scroller = yasqe.getScrollerElement();
  scroller.setAttribute('role', 'group');
  scroller.setAttribute('aria-label', say('editor'));
  scroller.tabIndex = height > clientHeight ? 0 : -1;
}

/* Completion asks the service; it begins when the editor is first used. */
function enableOnce(yasqe) {
  let isEnabled = false;
  return () => {
    if (isEnabled) return;
    isEnabled = true;
    for (const name of OWN) yasqe.enableCompleter(name);
  };
}

/* What the package says in English or looks up on the web is replaced before the first editor is made. */
function adapt(Yasqe, source) {
  for (const completer of completers(Yasqe, source)) Yasqe.Autocompleters[completer.name] = completer;
  Yasqe.prototype.showNotification = () => {};
  Yasqe.prototype.checkSyntax = markFirstFault;
}

/* Only the first wrong line is marked: what follows it cannot be judged. */
function markFirstFault() {
  this.clearGutter('gutterErrorBar');
  this.queryValid = true;
  const last = this.getDoc().lineCount();
  for (let line = 0; line < last && this.queryValid; line += 1) {
    const { state } = this.getTokenAt({ line, ch: this.getDoc().getLine(line).length }, true);
    this.setOption('queryType', state.queryType);
    if (state.OK) continue;
    this.queryValid = false;
    this.setGutterMarker(line, 'gutterErrorBar', make('span', { class: 'fault', title: say('invalidLine'), role: 'img', 'aria-label': say('invalidLine') }, '!'));
  }
}

function remembered() {
  try { return localStorage.getItem(PLAIN) === '1'; } catch { return false; }
}

function remember(isPlain) {
  try { localStorage.setItem(PLAIN, isPlain ? '1' : '0'); } catch { /* a browser that keeps nothing still edits */ }
}
