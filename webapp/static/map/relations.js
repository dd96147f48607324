/* Panels about more than one party: everything between two, the paths from one to another, common partners. */

import { between, existing, sharedPartners, shortestPaths, wanted } from './connections.js';
import { labelOf } from './data.js';
import { jump, make, say } from '../ui/dom.js';
import { gapLinks, newTieLink, trialLink } from './profile.js';
import { setUpSearch } from './search.js';
import { tieDetails } from './ties.js';

const MOST_LISTED = 12;

const heading = (text) => make('h3', {}, text);
const links = (ids, picture, actions) => make('ul', { class: 'links' }, ...ids.map((id) => make('li', {}, actions.actorLink(id, picture.node.get(id).label))));
const short = (label) => label.replace(/\s*\([^)]*\)/g, '');
const names = (ids, picture) => ids.map((id) => picture.node.get(id).label);
const go = (changes, label, actions) => jump(actions.addressOf(changes), label, () => actions.choose(changes));

/** Everything about two parties. */
export function pairPanel([one, other], picture, actions) {
  const found = between(picture, one, other);
  const [here, there] = names([one, other], picture);
  const topics = found.topics.map((topic) => labelOf(picture, 'thema', topic)).slice(0, MOST_LISTED);
  return [
    make('p', { class: 'panel-kind' }, say('pair')),
    make('h2', { id: 'tafel-titel' }, `${short(here)} – ${short(there)}`),
    make('ul', { class: 'links' }, ...[one, other].map((id) => make('li', {}, actions.actorLink(id, say('toProfile', { label: short(picture.node.get(id).label) }))))),
    heading(say('tiesBetween')),
    found.ties.length ? make('ul', { class: 'tie-list' }, ...found.ties.map((edge) => tieDetails(edge, picture))) : make('p', { class: 'muted' }, say('noTieBetween')),
    ...(found.gaps.length ? [make('h3', { class: 'panel-gap' }, say('gapsBetween')), gapLinks(found.gaps, actions)] : []),
    ...(found.groups.length ? [heading(say('sharedGroups')), links(found.groups, picture, actions)] : []),
    ...(found.partners.length ? [heading(say('sharedPartners')), links(found.partners.slice(0, MOST_LISTED), picture, actions), go({ shared: [one, other] }, say('showShared', { number: found.partners.length }), actions)] : []),
    ...(topics.length ? [heading(say('sharedTopics')), make('ul', {}, ...topics.map((topic) => make('li', {}, topic)))] : []),
    heading(say('path')),
    make('p', {}, found.paths ? lengthOf(found.paths) : say('noPath', { from: short(here), to: short(there) })),
    found.paths && found.paths.steps.length === 2 ? null : go({ path: [one, other] }, say('showPath'), actions),
    found.ties.some(({ state }) => state === 'exists') ? null : trialLink([one, other]),
    newTieLink([one, other]),
  ];
}

function lengthOf({ steps, number }) {
  if (steps.length === 2) return say('pathDirect');
  return say(number === 1 ? 'pathOne' : 'pathLength', { steps: steps.length - 1, number });
}

/** What of the paths the map shows: those among visible ties, else those that demanded ties would open. */
export function findPaths([from, to], picture, visible) {
  const seen = shortestPaths(existing(picture, visible.edges), from, to);
  if (seen) return { paths: seen, kind: 'seen' };
  const hidden = shortestPaths(existing(picture, picture.edges), from, to);
  if (hidden) return { paths: hidden, kind: 'hidden' };
  const possible = shortestPaths(wanted(picture, picture.edges), from, to);
  return possible ? { paths: possible, kind: 'wanted' } : { paths: null, kind: 'none' };
}

/** The paths from one party to another, step by step. */
export function pathPanel([from, to], picture, actions) {
  const { paths, kind } = findPaths([from, to], picture, actions.visible());
  const values = { from: short(picture.node.get(from).label), to: short(picture.node.get(to).label) };
  return [
    make('p', { class: 'panel-kind' }, say('path')),
    make('h2', { id: 'tafel-titel' }, say('pathBetween', values)),
    kind === 'hidden' ? clearFirst(actions) : null,
    kind === 'wanted' || kind === 'none' ? make('p', {}, say('noPath', values)) : null,
    kind === 'wanted' ? make('p', { class: 'panel-gap' }, say(paths.steps.length === 2 ? 'pathWantedDirect' : 'pathWanted')) : null,
    kind === 'none' ? make('p', {}, say('pathNever')) : null,
    paths && !(kind === 'wanted' && paths.steps.length === 2) ? make('p', {}, lengthOf(paths)) : null,
    paths ? stepsList(paths, picture, actions) : null,
    make('p', { class: 'panel-more' }, go({ pair: [from, to] }, say('allBetween'), actions)),
  ];
}

function clearFirst({ clear }) {
  const button = make('button', { type: 'button', class: 'button-quiet' }, say('clearFilters'));
  button.addEventListener('click', clear);
  return make('div', { class: 'notice' }, make('p', {}, say('pathHidden')), button);
}

function stepsList({ steps }, picture, actions) {
  return make('ol', { class: 'path-steps' }, ...steps.map((ids) => make('li', {},
    ...ids.slice(0, MOST_LISTED).flatMap((id, index) => [index ? ` ${say('or')} ` : '', actions.actorLink(id, picture.node.get(id).label)]),
    ids.length > MOST_LISTED ? ` ${say('moreParties', { number: ids.length - MOST_LISTED })}` : '')));
}

/** Whom all chosen parties are connected with; further parties can be added. */
export function sharedPanel(ids, picture, actions) {
  const found = sharedPartners(existing(picture, actions.visible().edges), ids);
  const chosen = ids.map((id) => {
    const { label } = picture.node.get(id);
    const remove = make('button', { type: 'button', class: 'button-quiet', 'aria-label': say('removeParty', { label }) }, '×');
    remove.addEventListener('click', () => actions.choose({ shared: ids.filter((other) => other !== id) }));
    return make('li', { class: 'chosen-party' }, actions.actorLink(id, label), remove);
  });
  return [
    make('p', { class: 'panel-kind' }, say('sharedPartners')),
    make('h2', { id: 'tafel-titel' }, say('sharedOf', { number: ids.length })),
    make('ul', { class: 'plain' }, ...chosen),
    searchField(say('addParty'), picture, (id) => actions.choose({ shared: [...ids.filter((other) => other !== id), id] })),
    ids.length < 2 ? make('p', { class: 'muted' }, say('sharedTooFew')) : null,
    ids.length > 1 ? heading(found.length ? say('sharedFound', { number: found.length }) : say('sharedNone')) : null,
    ids.length > 1 && found.length ? links(found, picture, actions) : null,
  ];
}

/** Where a second party is chosen: leads to all there is between the two. */
export function secondParty(node, picture, actions) {
  return make('details', { class: 'disclosure second-party', open: true }, make('summary', {}, say('withSecond')),
    searchField(say('secondParty'), picture, (id) => { if (id !== node.id) actions.choose({ pair: [node.id, id] }); }),
    go({ shared: [node.id] }, say('sharedStart'), actions));
}

function searchField(label, picture, choose) {
  const input = make('input', { id: 'zweite-suche', type: 'search', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-expanded': 'false', 'aria-controls': 'zweite-treffer', 'aria-autocomplete': 'list' });
  const list = make('ul', { id: 'zweite-treffer', class: 'hits', role: 'listbox', 'aria-label': say('hitList'), hidden: true });
  setUpSearch(picture, choose, { input, list });
  return make('div', { class: 'map-search panel-search' }, make('label', { for: 'zweite-suche' }, label), input, list);
}
