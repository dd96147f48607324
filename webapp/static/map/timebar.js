/* The bar of days beneath the map's head: a slider over the days on which anything changes, and a second day to compare. */

import { byId, say } from '../ui/dom.js';
import { countChanges } from './time.js';

const STEP_MS = 1400;
const still = matchMedia('(prefers-reduced-motion: reduce)');

/** What a day is called on this map. */
export function labelOf(picture, day) {
  const language = byId('karte').dataset.language ?? document.documentElement.lang;
  return picture.moments.find((moment) => moment.day === day)?.label
    ?? new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`));
}

/** One sentence about what the signs on the map mean; "" when the map is not about time. */
export function describeDays(picture, state, visible) {
  if (!state.day) return '';
  const counts = countChanges(visible.edges, state);
  if (!state.against) return say(counts.undated ? 'onDay' : 'onDayAll', { day: labelOf(picture, state.day), undated: counts.undated });
  const [earlier, later] = [state.day, state.against].sort().map((day) => labelOf(picture, day));
  return say('compared', { ...counts, earlier, later });
}

export function setUpTime(picture, actions) {
  const button = byId('zeit-knopf');
  if (!button) return;
  const open = (isOpen) => { byId('zeit').hidden = !isOpen; button.setAttribute('aria-expanded', String(isOpen)); };
  button.addEventListener('click', () => open(byId('zeit').hidden));
  open(Boolean(actions.state().day));
  if (!byId('tag')) return;
  byId('tag').addEventListener('input', ({ target }) => { stop(); actions.setTime({ day: picture.moments[target.value].day }, { isPassing: Boolean(actions.state().day) }); });
  byId('alle-zeiten').addEventListener('click', () => { stop(); actions.setTime({ day: '', against: '', undated: '' }); });
  byId('ohnezeit').addEventListener('change', ({ target }) => actions.setTime({ undated: target.checked ? '' : '0' }));
  byId('vergleich').addEventListener('change', ({ target }) => { stop(); actions.setTime({ day: actions.state().day || picture.moments.at(-1).day, against: target.value }); });
  setUpPlaying(picture, actions);
}

let playing = 0;

function stop() {
  clearInterval(playing);
  playing = 0;
  byId('abspielen').textContent = say('play');
}

function setUpPlaying(picture, actions) {
  const button = byId('abspielen');
  const allow = () => {
    button.disabled = still.matches;
    button.title = still.matches ? say('playStill') : '';
    if (still.matches) stop();
  };
  allow();
  still.addEventListener('change', allow);
  button.addEventListener('click', () => {
    if (playing) { stop(); return; }
    let index = Number(byId('tag').value);
    if (index === picture.moments.length - 1) index = -1;
    const next = () => {
      index += 1;
      actions.setTime({ day: picture.moments[index].day }, { isPassing: true });
      if (index === picture.moments.length - 1) stop();
    };
    button.textContent = say('pause');
    playing = setInterval(next, STEP_MS);
    next();
  });
}

/** Slider, boxes and sentence say what the state says. */
export function showTime(picture, state, visible) {
  const slider = byId('tag');
  if (!slider) return;
  const last = picture.moments.findLastIndex(({ day }) => day <= state.day);
  slider.value = state.day ? Math.max(last, 0) : picture.moments.length - 1;
  const label = state.day ? labelOf(picture, state.day) : say('allDays');
  slider.setAttribute('aria-valuetext', label);
  byId('tag-text').textContent = label;
  byId('ohnezeit').checked = state.undated !== '0';
  byId('ohnezeit').disabled = !state.day;
  showChoice(byId('vergleich'), picture, state.against);
  byId('alle-zeiten').disabled = !state.day;
  for (const link of [byId('gegenueber'), byId('beide-tage')]) {
    link.hidden = !state.against;
    link.search = withDays(link.search, state);
  }
  byId('zeit-zeichen').textContent = describeDays(picture, state, visible);
}

/* A day that is no moment of this network can be compared with as well: the address says so. */
function showChoice(list, picture, day) {
  if (day && !picture.moments.some((moment) => moment.day === day) && ![...list.options].some(({ value }) => value === day)) list.add(new Option(labelOf(picture, day), day));
  list.value = day;
}

function withDays(search, { day, against }) {
  const query = new URLSearchParams(search);
  query.set('am', day);
  query.set('vergleich', against);
  return `?${query}`;
}
