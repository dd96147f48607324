import assert from 'node:assert/strict';
import { test } from 'node:test';

import { countChanges, groupsOn, holdsOn, knownDays, marksOf, showsOn } from '../../../webapp/static/map/time.js';
import { picture } from './picture.js';

const edge = (id) => picture.edges.find((one) => one.id === id);

test('a tie holds from its first day to its last, and an open side has no end', () => {
  assert.deepEqual(['2011-12-31', '2012-01-01', '2015-02-28', '2015-03-01'].map((day) => holdsOn(edge('i1'), day)), [false, true, true, false]);
  assert.ok(holdsOn(edge('m1'), '2999-01-01'));
  assert.ok(holdsOn(edge('e1'), '1900-01-01'));
});

test('a day of the calendar is a day, and nothing else is', () => {
  for (const text of ['2015-02-29', '2015-13-01', '2015', 'gestern', '02015-01-01', '']) assert.equal(knownDays({ day: text, against: '' }).day, '');
  assert.deepEqual(knownDays({ day: '2016-02-29', against: '0001-01-01' }), { day: '2016-02-29', against: '0001-01-01' });
});

test('what nobody dated is shown unless it is unwanted', () => {
  assert.ok(showsOn(edge('m2'), { day: '2014-01-01', against: '', undated: '' }));
  assert.ok(!showsOn(edge('m2'), { day: '2014-01-01', against: '', undated: '0' }));
  assert.ok(showsOn(edge('i1'), { day: '', against: '', undated: '0' }));
});

test('between two days ties are new, lost, the same, or replaced by another of their kind', () => {
  const state = { day: '2017-01-01', against: '2013-01-01', undated: '' };
  const { edges, nodes } = marksOf(picture.edges, state);
  assert.deepEqual(Object.fromEntries(edges), { m1: 'same', m2: 'undated', i1: 'changed', i2: 'changed', d1: 'undated', e1: 'lost' });
  assert.deepEqual([...nodes], [['club', 'lost']]);
  assert.deepEqual(countChanges(picture.edges, state), { new: 0, lost: 1, changed: 2, same: 1, undated: 2 });
  assert.equal(marksOf(picture.edges, { day: '', against: '' }), null);
});

test('groups have the members of the day, and the picture keeps all', () => {
  assert.deepEqual(groupsOn(picture, { day: '2009-01-01', against: '', undated: '' })[0].members, ['youth']);
  assert.deepEqual(groupsOn(picture, { day: '2009-01-01', against: '', undated: '0' })[0].members, []);
  assert.deepEqual(picture.groups[0].members, ['school', 'youth']);
});
