/* What stands beside the map: an actor's profile, a gap, two or more parties together, or where to begin. */

import { byId, make, passage, say } from '../ui/dom.js';
import { gapLinks, newTieLink, profileOf, trialLink } from './profile.js';
import { pairPanel, pathPanel, secondParty, sharedPanel } from './relations.js';

const FIRST_GAPS = 6;
const FIRST_MATTERS = 5;
const MOST_DRAWN = 30;

export function showPanel(picture, state, actions) {
  const parts = chosenPanel(picture, state, actions);
  const panel = byId('tafel');
  const hadFocus = panel.contains(document.activeElement);
  panel.classList.toggle('is-overview', !parts);
  panel.classList.toggle('is-chosen', Boolean(parts));
  panel.replaceChildren(...(parts ? [closeButton(actions), ...parts] : overview(picture, state, actions)).filter(Boolean));
  panel.scrollTop = 0;
  if (hadFocus) panel.focus({ preventScroll: true });
}

/* The panel for what is chosen; null where nothing is, or nothing of it stands on this map. */
function chosenPanel(picture, state, actions) {
  const there = (ids) => ids.length > 0 && ids.every((id) => picture.node.has(id));
  const node = picture.node.get(state.actor);
  const gap = picture.gap.get(state.gap);
  if (there(state.pair)) return pairPanel(state.pair, picture, actions);
  if (there(state.path)) return pathPanel(state.path, picture, actions);
  const shared = state.shared.filter((id) => picture.node.has(id));
  if (shared.length) return sharedPanel(shared, picture, actions);
  if (node) return [...profileOf(node, picture, actions), secondParty(node, picture, actions)];
  return gap ? gapPanel(gap, picture, actions) : null;
}

function closeButton(actions) {
  const button = make('button', { type: 'button', class: 'button-quiet panel-close', 'aria-label': say('close'), title: say('close') }, '×');
  button.addEventListener('click', () => { actions.clearChoice(); byId('netz').focus(); });
  return button;
}

function gapPanel(gap, picture, actions) {
  const parties = gap.parties.filter((id) => picture.node.has(id)).map((id) => picture.node.get(id));
  const isTitle = parties.length === 1 && parties[0].label === gap.title; // named once: the heading leads there
  return [
    make('p', { class: 'panel-kind panel-gap' }, gap.rule),
    make('h2', { id: 'tafel-titel' }, isTitle ? actions.actorLink(parties[0].id, gap.title) : gap.title),
    make('p', {}, gap.reason),
    ...gap.evidence.map((place) => passage(place)),
    parties.length && !isTitle ? make('h3', {}, say('gapParties')) : null,
    parties.length && !isTitle ? make('ul', { class: 'links' }, ...parties.map((node) => make('li', {}, actions.actorLink(node.id, node.label)))) : null,
    gap.url ? make('p', { class: 'panel-more' }, make('a', { class: 'button', href: gap.url }, say('gapDetails')), ' ', make('a', { href: `${gap.url}#antwort` }, say('gapAnswer'))) : null,
    gap.kind === 'fragile' ? null : trialLink(parties.map(({ id }) => id)),
    gap.kind === 'predicted' ? newTieLink(parties.map(({ id }) => id)) : null,
  ];
}

function overview(picture, state, actions) {
  const drawn = picture.gaps.filter((gap) => gap.parties.some((id) => picture.node.has(id)));
  const { gaps } = byId('karte').dataset;
  const matters = picture.matters.slice(0, FIRST_MATTERS);
  return [
    state.actor && !byId('hinweise') ? make('p', { class: 'notice' }, say('unknownActor')) : null,
    ...(state.gapKinds.length ? drawnGaps(drawn, state, actions) : matters.length ? firstMatters(matters, actions) : firstGaps(drawn, actions)),
    gaps ? make('p', { class: 'panel-more' }, make('a', { href: gaps }, say('allGaps'))) : null,
  ];
}

/* The kinds that are drawn, each with its gaps that concern somebody visible. */
function drawnGaps(drawn, state, actions) {
  const boxes = [...document.querySelectorAll('input[name="luecken"]')].filter(({ value }) => state.gapKinds.includes(value));
  return boxes.flatMap((box) => {
    const gaps = drawn.filter(({ kind, parties }) => kind === box.value && parties.some(actions.isVisible));
    if (!gaps.length) return [];
    const rest = gaps.length - MOST_DRAWN;
    return [
      make('h2', {}, box.closest('label').querySelector('span').textContent),
      gapLinks(gaps.slice(0, MOST_DRAWN), actions),
      rest > 0 ? make('p', { class: 'small muted' }, say('moreGaps', { number: rest })) : null,
    ];
  });
}

/* What a group has to decide, before any single gap. */
function firstMatters(matters, actions) {
  return [make('p', { class: 'muted' }, say('introduction')), make('h2', {}, say('matters')), gapLinks(matters, actions)];
}

function firstGaps(drawn, actions) {
  const demands = drawn.filter((gap) => gap.kind === 'demanded').slice(0, FIRST_GAPS);
  const others = drawn.filter((gap) => gap.kind !== 'demanded').slice(0, FIRST_GAPS - demands.length);
  return [
    make('p', { class: 'muted' }, say('introduction')),
    ...(demands.length ? [make('h2', {}, say('openDemands')), gapLinks(demands, actions)] : []),
    ...(others.length ? [make('h2', {}, say('otherGaps')), gapLinks(others, actions)] : []),
  ];
}
