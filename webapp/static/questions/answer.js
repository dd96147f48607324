/* Answers without a reload: the server renders the same page, and only its answer is put in place. */

import { byId, say } from '../ui/dom.js';

/** Let the form and the links to other orders and pages fetch the answer; `editor` is told where a query is wrong. */
export function setUpAnswer(form, editor) {
  const place = byId('antwort');
  const stop = byId('abbrechen');
  const isQuestion = Boolean(document.querySelector('.question'));
  const news = form.parentElement.insertBefore(Object.assign(document.createElement('p'), { className: 'hint running' }), form.nextSibling);
  news.setAttribute('role', 'status');
  let waiting = null;
  let shown = here();

  async function show(address, options = {}) {
    waiting?.abort();
    const mine = waiting = new AbortController();
    busy(true);
    news.textContent = say('running');
    try {
      const response = await fetch(address, { ...options, signal: mine.signal, headers: { Accept: 'text/html' } });
      put(new DOMParser().parseFromString(await response.text(), 'text/html'), response.url);
      news.textContent = '';
    } catch (error) {
      if (mine === waiting) news.textContent = say(error.name === 'AbortError' ? 'stopped' : 'failed');
    } finally {
      if (mine === waiting) busy(false);
    }
  }
  function put(page, address) {
    const answer = page.getElementById('antwort');
    if (!answer) { news.textContent = say('failed'); return; }
    place.replaceChildren(...answer.childNodes);
    if (address !== here()) history.pushState(null, '', address);
    shown = here();
    takeLinks(page);
    const fault = byId('fehler')?.dataset;
    editor.mark(Number(fault?.line ?? 0), Number(fault?.column ?? 0));
    document.dispatchEvent(new Event('answer'));
    byId(fault ? 'fehler' : 'ergebnis')?.scrollIntoView({ block: 'nearest' });
  }
  function busy(isBusy) {
    place.setAttribute('aria-busy', String(isBusy));
    stop.hidden = !isBusy;
  }
  stop.addEventListener('click', () => waiting?.abort());
  addEventListener('popstate', () => { if (here() !== shown) location.reload(); });  // a link within the page is no other answer
  place.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-step]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.href.split('#')[0]).then(() => byId('ergebnis')?.focus({ preventScroll: true }));
  });
  if (isQuestion) return;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    show(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
  });
}

/* The links to the other language lead to the answer that is shown now. */
function takeLinks(page) {
  const fresh = [...page.querySelectorAll('.language-switch a')];
  document.querySelectorAll('.language-switch a').forEach((link, index) => { link.href = fresh[index]?.href ?? link.href; });
}

/* The address without the place in the page. */
function here() {
  return location.href.split('#')[0];
}
