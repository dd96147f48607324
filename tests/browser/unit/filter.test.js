import assert from 'node:assert/strict';
import { test } from 'node:test';

import { codesOf, countFacets, select, withinReach } from '../../../webapp/static/map/filter.js';
import { keepKnown, readState } from '../../../webapp/static/map/state.js';
import { picture } from './picture.js';

const found = (query) => {
  const { nodes, edges } = select(picture, keepKnown(picture, readState(picture, query)));
  return [[...nodes].sort(), edges.map(({ id }) => id).sort()];
};

test('without a filter everything is visible', () => {
  assert.deepEqual(found(''), [['club', 'council', 'lonely', 'school', 'youth'], ['d1', 'e1', 'i1', 'i2', 'm1', 'm2']]);
});

test('values of one filter add up, filters narrow down', () => {
  assert.deepEqual(found('?stand=demanded&stand=ended'), [['club', 'school', 'youth'], ['d1', 'e1']]);
  assert.deepEqual(found('?stand=demanded&stand=ended&sektor=civil'), [['club'], []]);
});

test('the parties of a chosen matter are there whatever the filters say, as those of a gap are', () => {
  assert.deepEqual(found('?stand=ended&luecke=sache-1')[0], ['club', 'school', 'youth']);
  assert.deepEqual(found('?stand=ended&luecke=g3')[0], ['club', 'lonely', 'school']);
});

test('a group is there with its members, or when it is chosen', () => {
  assert.deepEqual(found('?art=Membership')[0], ['council', 'school', 'youth']);
  assert.deepEqual(found('?gruppe=council'), [['council', 'school', 'youth'], ['i1', 'i2', 'm1', 'm2']]);
});

test('what nobody recorded has a code of its own, where the server names one', () => {
  assert.deepEqual(found('?thema=school')[1], ['i1']);
  assert.deepEqual(found('?thema=unknown')[1], ['d1', 'e1', 'i2', 'm1', 'm2']);
  assert.deepEqual(codesOf(picture.facet.get('gruppe'), { groups: [] }), []);
  assert.deepEqual(codesOf(picture.facet.get('sektor'), { sector: '' }), ['unknown']);
});

test('the parties of a gap are shown whatever is filtered, and a focus ends at its steps', () => {
  assert.deepEqual(found('?sektor=civil&luecke=g1')[0], ['club', 'school']);
  assert.deepEqual(found('?akteur=club&tiefe=1')[0], ['club', 'school', 'youth']);
  assert.deepEqual([...withinReach('lonely', picture.edges, 3)], ['lonely']);
});

test('each number is what its box would show', () => {
  const state = keepKnown(picture, readState(picture, '?stand=demanded'));
  const counts = countFacets(picture, state, select(picture, state));
  assert.deepEqual(Object.fromEntries(counts.get('stand')), { exists: 4, demanded: 1, ended: 1 });
  assert.deepEqual(Object.fromEntries(counts.get('sektor')), { public: 1, civil: 1 });
});

test('on a day there are the ties that held, and those nobody dated', () => {
  assert.deepEqual(found('?am=2015-02-31')[1], found('')[1]);
  assert.deepEqual(found('?am=2014-06-01')[1], ['d1', 'e1', 'i1', 'm1', 'm2']);
  assert.deepEqual(found('?am=2015-03-01&ohnezeit=0')[1], ['m1']);
});
