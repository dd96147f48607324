/* What stands beside the map: an actor's profile, a gap, or where to begin. */

import { byId, make, passage, say } from './dom.js';
import { gapLinks, profileOf } from './profile.js';

const FIRST_GAPS = 6;

export function showPanel(picture, state, actions) {
  const panel = byId('tafel');
  const node = picture.node.get(state.actor);
  const gap = picture.gap.get(state.gap);
  panel.classList.toggle('is-overview', !node && !gap);
  if (node) fill(panel, [closeButton(actions), ...profileOf(node, picture, actions)]);
  else if (gap) fill(panel, [closeButton(actions), ...gapPanel(gap, picture, actions)]);
  else fill(panel, overview(picture, state, actions));
}

function fill(panel, parts) {
  panel.replaceChildren(...parts);
  panel.scrollTop = 0;
}

function closeButton(actions) {
  const button = make('button', { type: 'button', class: 'button-quiet panel-close', 'aria-label': say('close'), title: say('close') }, '×');
  button.addEventListener('click', () => { actions.clearChoice(); byId('netz').focus(); });
  return button;
}

function gapPanel(gap, picture, actions) {
  const parties = gap.parties.filter((id) => picture.node.has(id)).map((id) => picture.node.get(id));
  return [
    make('p', { class: 'panel-kind panel-gap' }, gap.rule),
    make('h2', { id: 'tafel-titel' }, gap.title),
    make('p', {}, gap.reason),
    ...gap.evidence.map(passage),
    parties.length ? make('h3', {}, say('gapParties')) : null,
    parties.length ? make('ul', { class: 'links' }, ...parties.map((node) => make('li', {}, actions.actorLink(node.id, node.label)))) : null,
    gap.url ? make('p', { class: 'panel-more' }, make('a', { class: 'button', href: gap.url }, say('gapDetails'))) : null,
  ].filter(Boolean);
}

function overview(picture, state, actions) {
  const parts = [];
  if (state.actor) parts.push(make('p', { class: 'notice' }, say('unknownActor')));
  const drawn = picture.gaps.filter((gap) => gap.parties.some((id) => picture.node.has(id)));
  const demands = drawn.filter((gap) => gap.kind === 'demanded');
  const others = drawn.filter((gap) => gap.kind !== 'demanded');
  parts.push(make('p', { class: 'muted' }, say('introduction')));
  if (demands.length) parts.push(make('h2', {}, say('openDemands')), gapLinks(demands.slice(0, FIRST_GAPS), actions));
  const room = FIRST_GAPS - Math.min(demands.length, FIRST_GAPS);
  if (others.length && room) parts.push(make('h2', {}, say('otherGaps')), gapLinks(others.slice(0, room), actions));
  const { gaps } = byId('karte').dataset;
  if (gaps) parts.push(make('p', { class: 'panel-more' }, make('a', { href: gaps }, say('allGaps'))));
  return parts;
}

