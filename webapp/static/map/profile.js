/* The profile of an actor or group beside the map: who with whom, in which state, on which evidence. */

import { byId, jump, make, passage, say, stateChip } from '../ui/dom.js';
import { otherEnd } from './data.js';
import { writtenNames } from './lettering.js';
import { withGiven } from './newtie.js';

const FIRST_GAPS = 4;
const LONG_NAME = 40;
const ORDER = ['demanded', 'planned', 'exists', 'ended', 'unclear', 'result'];

export function profileOf(node, picture, actions) {
  const parts = [
    make('p', { class: 'panel-kind' }, ...kindLine(node, picture)),
    make('h2', { id: 'tafel-titel' }, node.label),
  ];
  if (node.collective) parts.push(make('p', { class: 'hint' }, say('collective')));
  if (!actions.isVisible(node.id)) parts.push(hiddenNote(actions));
  parts.push(depthSwitch(node, actions), groupsLine(node, picture, actions), editLinks(node, actions));
  parts.push(...gapsHere(node, picture, actions), ...tieSections(node, picture, actions));
  parts.push(node.url ? make('p', { class: 'panel-more' }, make('a', { class: 'button', href: node.url }, say('profile'))) : null);
  return parts.filter(Boolean);
}

/* For who may change something: the forms of what is shown here, and a tie to be drawn from it. */
function editLinks(node, { newTie }) {
  const { edit, end, tie, membership } = byId('karte').dataset;
  if (!edit) return null;
  const ways = [[edit, 'iri', 'edit'], [end, 'iri', 'end'], [tie, 'von', 'newTie'], [membership, node.group ? 'gruppe' : 'von', 'newMembership']];
  const links = ways.map(([address, name, word]) => make('a', { href: withGiven(address, [[name, node.id], ...(name === 'iri' ? [] : [['karte', '1']])]) }, say(word)));
  const draw = make('button', { type: 'button', class: 'button-quiet', id: 'verbindung-ziehen' }, say('drawTie'));
  draw.addEventListener('click', () => newTie.begin(node.id));
  return make('ul', { class: 'links panel-edit', 'aria-label': say('edit') }, ...[draw, ...links].map((way) => make('li', {}, way)));
}

/** The form of a tie between these two; nothing for who may not change anything. */
export function newTieLink(parties) {
  const { tie } = byId('karte').dataset;
  if (!tie || parties.length !== 2) return null;
  return make('p', {}, make('a', { href: withGiven(tie, [['von', parties[0]], ['zu', parties[1]], ['karte', '1']]) }, say('newTie')));
}

function kindLine(node, picture) {
  if (node.group) return [node.kindLabel || say('group')];
  const sector = picture.sector.get(node.sector);
  const mark = document.querySelector(`input[name="sektor"][value="${CSS.escape(node.sector)}"] + svg`);
  const name = sector?.label || say('unknownSector');
  const kind = node.kindLabel && node.kindLabel !== name ? ` · ${node.kindLabel}` : '';
  return [mark?.cloneNode(true) ?? '', ` ${name}${kind}`];
}

function hiddenNote({ clear }) {
  const button = make('button', { type: 'button', class: 'button-quiet' }, say('clearFilters'));
  button.addEventListener('click', clear);
  return make('div', { class: 'notice' }, make('p', {}, say('hiddenByFilter')), button);
}

function depthSwitch(node, { state, setDepth }) {
  const buttons = ['everything', 'oneStep', 'twoSteps', 'threeSteps'].map((name, depth) => {
    const button = make('button', { type: 'button', 'aria-pressed': String(state().depth === depth), 'aria-label': say(name), 'data-tiefe': depth }, depth ? String(depth) : say(name));
    button.addEventListener('click', () => setDepth(depth));
    return button;
  });
  return make('div', { class: 'panel-depth' }, make('span', { class: 'small muted', 'aria-hidden': 'true' }, say('steps')),
    make('div', { class: 'segmented', role: 'group', 'aria-label': say('focus') }, ...buttons));
}

function groupsLine(node, picture, actions) {
  const groups = node.groups.map((id) => picture.group.get(id)).filter(Boolean);
  if (!groups.length) return null;
  const links = groups.map((group) => make('li', {}, actions.actorLink(group.id, group.label, { class: 'chip' })));
  return make('ul', { class: 'chips', 'aria-label': say('groups') }, ...links);
}

function gapsHere(node, picture, actions) {
  const gaps = picture.gaps.filter((gap) => gap.parties.includes(node.id));
  if (!gaps.length) return [];
  const line = (gap) => gapLine(gap, gap.rule, othersOf(gap, node, picture), actions);
  const parts = [make('h3', { class: 'panel-gap' }, say('gapsHere')), make('ul', { class: 'gap-links' }, ...gaps.slice(0, FIRST_GAPS).map(line))];
  const rest = gaps.slice(FIRST_GAPS);
  if (!rest.length) return parts;
  const more = make('summary', {}, say('moreGaps', { number: rest.length }));
  return [...parts, make('details', {}, more, make('ul', { class: 'gap-links' }, ...rest.map(line)))];
}

function nameOf(node) {
  const [full, ...shorter] = writtenNames(node);
  return full.length > LONG_NAME && shorter.length ? shorter.at(-1) : full;
}

function othersOf(gap, node, picture) {
  const others = gap.parties.filter((id) => id !== node.id).map((id) => picture.node.get(id)).filter(Boolean);
  if (others.length) return say('withOthers', { others: others.map(nameOf).join(', ') });
  return gap.about === node.label ? gap.reason : gap.about;
}

function gapLine(gap, title, note, actions) {
  const link = jump(actions.addressOf({ gap: gap.id }), title, () => actions.chooseGap(gap.id));
  return make('li', {}, link, note ? make('p', { class: 'small muted' }, note) : null);
}

/* The parties, where the title names only one of two. */
function unsaid({ parties, title }, { labelOf }) {
  const labels = parties.map(labelOf).filter(Boolean);
  return labels.length === 2 && labels.includes(title) ? [labels.join(' – ')] : [];
}

/** Where it is tried out what would change if these two were connected; nothing where there is no service to try it. */
export function trialLink(parties) {
  const { whatif } = byId('karte').dataset;
  if (!whatif || parties.length !== 2) return null;
  const address = new URL(whatif, location.href);
  const named = parties.map((id) => id.replaceAll('%', '%25').replaceAll('~', '%7E'));
  address.searchParams.append('schritt', ['beziehung', ...named, 'Interface', ''].join('~'));
  return make('p', {}, make('a', { href: address.pathname + address.search }, say('whatIf')));
}

/** Gaps as a list of links: who or what is concerned, and beneath what is missing. */
export function gapLinks(gaps, actions) {
  const notes = notesOf(gaps.map((gap) => ({ ...gap, note: [gap.rule, ...unsaid(gap, actions)].join(': ') })));
  return make('ul', { class: 'gap-links' }, ...gaps.map((gap, index) => gapLine(gap, gap.title, notes[index], actions)));
}

/** What stands beneath each gap of a list: where two would read the same, the reason tells them apart. */
export function notesOf(gaps) {
  const said = gaps.map(({ title, note }) => `${title} ${note}`);
  return gaps.map(({ note, reason }, index) => (reason && said.filter((one) => one === said[index]).length > 1 ? `${note}: ${reason}` : note));
}

function tieSections(node, picture, actions) {
  const edges = picture.edgesOf.get(node.id);
  if (!edges.length) return [make('p', { class: 'empty' }, say('noPartners'))];
  const sections = Map.groupBy ? Map.groupBy(edges, sectionOf) : groupBy(edges, sectionOf);
  return [...sections.values()].sort(compareSections).flatMap((section) => [
    make('h3', {}, `${section[0].kindLabel} `, stateChip(section[0])),
    make('ul', { class: 'tie-list' }, ...section.map((edge) => tieLine(edge, node, picture, actions))),
  ]);
}

const sectionOf = (edge) => `${edge.state} ${edge.kind}`;
const compareSections = ([a], [b]) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.kindLabel.localeCompare(b.kindLabel);

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function tieLine(edge, node, picture, actions) {
  const other = picture.node.get(otherEnd(edge, node.id));
  const about = [edge.detail, ...edge.topics].filter(Boolean).join(' · ');
  const pair = { pair: [node.id, other.id] };
  return make('li', {},
    actions.actorLink(other.id, other.label),
    about ? make('p', { class: 'small muted' }, about) : null,
    edge.evidence.length ? evidence(edge.evidence) : null,
    make('p', { class: 'small' }, jump(actions.addressOf(pair), say('allBetween'), () => actions.choose(pair), { 'aria-label': say('allWith', { label: other.label }) })));
}

function evidence(passages) {
  return make('details', { class: 'disclosure small' }, make('summary', {}, say('evidence')), ...passages.map((place) => passage(place)));
}
