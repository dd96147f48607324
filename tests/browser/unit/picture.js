/* A small picture as the server sends it: two actors of the city, a club, a council; one tie of each state. */

import { indexPicture } from '../../../webapp/static/map/data.js';

const parameters = [
  ['akteur', 'actor', 'text', true], ['tiefe', 'depth', 'steps', true], ['luecke', 'gap', 'text', true], ['luecken', 'gapKinds', 'codes'],
  ['weg', 'path', 'pair', true], ['paar', 'pair', 'pair', true], ['gemeinsam', 'shared', 'parties', true],
  ['groesse', 'size', 'text', false, ['gleich']], ['farbe', 'colour', 'text', false, ['gruppe']], ['gruppen', 'groupsAs', 'text', false, ['knoten']],
  ['am', 'day', 'text'], ['vergleich', 'against', 'text'], ['ohnezeit', 'undated', 'text'],
].map(([name, key, kind, isChoice = false, values = []]) => ({ name, key, kind, isChoice, values, ...(kind === 'steps' ? { most: 3 } : {}) }));

const facets = [
  ['sektor', 'nodes', 'sector', ['public', 'civil'], 'unknown'],
  ['gruppe', 'nodes', 'groups', ['council'], ''],
  ['stand', 'edges', 'state', ['exists', 'demanded', 'ended'], 'unknown'],
  ['art', 'edges', 'kind', ['Interface', 'Membership'], 'unknown'],
  ['thema', 'edges', 'topicIds', ['school', 'unknown'], 'unknown'],
].map(([name, of, field, codes, unsaid]) => ({ name, label: name, of, field, unsaid, values: Object.fromEntries(codes.map((code) => [code, code])) }));

const node = (id, sector, groups, [x, y], changes = {}) => ({
  id, label: `Office of ${id} (Example)`, names: [`Office of ${id}`], short: '', sector, groups, group: false, x, y, degree: 1, radii: [12.6, 15.2], tints: [groups.length ? 0 : 1], ...changes,
});
const edge = (id, from, to, state, changes = {}) => ({ id, from, to, state, kind: 'Interface', topicIds: [], days: null, nth: 0, ...changes });

const appearance = {
  lines: {}, bend: 0.14, area: { margin: 10, corners: 4, fewest: 2 }, name: {
    size: 12, groupSize: 13, line: 1.2, longest: 12, narrower: [8], mostLines: 3, everyone: 5, some: 5, leaderFrom: 15,
    directions: [90, 270, 0, 180, 45, 315, 135, 225].map((angle, cost) => [angle * Math.PI / 180, cost]), rings: [[0, 0], [10, 4], [30, 12], [60, 20]],
  },
  mostGapParties: 3, existing: ['exists', 'result'], ended: ['ended'], rims: {}, gapSigns: { rule: { sign: '§', dashes: [9, 3] } },
};

export const picture = indexPicture({
  nodes: [
    node('school', 'public', ['council'], [0, 0]), node('youth', 'public', ['council'], [100, 0]), node('club', 'civil', [], [0, 100]), node('lonely', '', [], [50, 50], { degree: 0 }),
    node('council', '', [], [50, 20], { group: true }),
  ],
  edges: [
    edge('m1', 'school', 'council', 'exists', { kind: 'Membership', days: ['2010-01-01', ''] }),
    edge('m2', 'youth', 'council', 'exists', { kind: 'Membership' }),
    edge('i1', 'school', 'youth', 'exists', { topicIds: ['school'], days: ['2012-01-01', '2015-02-31'] }),
    edge('i2', 'youth', 'school', 'exists', { days: ['2016-01-01', ''], nth: 1 }),
    edge('d1', 'youth', 'club', 'demanded'),
    edge('e1', 'school', 'club', 'ended', { days: ['', '2014-12-31'] }),
  ],
  groups: [{ id: 'council', label: 'council', members: ['school', 'youth'], hue: 3 }],
  gaps: [
    { id: 'g1', kind: 'fit', parties: ['school', 'club'] }, { id: 'g2', kind: 'fit', parties: ['club', 'youth'] }, { id: 'g3', kind: 'rule', parties: ['lonely'] },
    { id: 'g4', kind: 'rule', parties: ['school', 'youth', 'club', 'lonely'] },
  ],
  matters: [{ id: 'sache-1', kind: 'matter', parties: ['club', 'youth'] }],
  sectors: [], facets, appearance,
  kinds: [{ id: 'Membership', quiet: true, arrow: false, membership: true }, { id: 'Interface', quiet: false, arrow: true, membership: false }],
  address: { parameters, ofPage: ['lang', 'netz'] },
  sizes: ['', 'gleich'],
  colourings: [{ name: 'gruppe', legend: [['sector-public', 'council'], ['sector-unknown', 'others']] }],
});
