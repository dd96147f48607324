import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clearFilters, drawnAs, keepKnown, noChoice, queryOf, readState, withFilter } from '../../../webapp/static/map/state.js';
import { picture } from './picture.js';

test('an address comes back as it was, whatever it says', () => {
  const query = '?netz=town&sektor=public&sektor=civil&akteur=school&tiefe=2&luecken=fit,rule&weg=school~club&gemeinsam=school&gemeinsam=club&am=2014-01-01';
  assert.equal(queryOf(picture, readState(picture, query), '?netz=town&other=1'), query);
});

test('what makes no sense is read as nothing', () => {
  const state = readState(picture, '?akteur=school&tiefe=-1&weg=school~school&paar=school&luecken=,,&gemeinsam=&sektor=');
  assert.deepEqual([state.depth, state.path, state.pair, state.gapKinds, state.shared, state.filters.sektor.size], [0, [], [], [], [], 0]);
});

test('steps are at most three, and none without an actor', () => {
  assert.equal(readState(picture, '?akteur=school&tiefe=99').depth, 3);
  assert.equal(readState(picture, '?tiefe=2').depth, 0);
});

test('a pair is cut at its first sign, as the server cuts it', () => {
  assert.deepEqual(readState(picture, '?weg=a~b~c').path, ['a', 'b~c']);
});

test('codes and days that there are not are dropped, also names every object has', () => {
  const state = keepKnown(picture, readState(picture, '?sektor=atlantis&sektor=public&thema=constructor&am=2015-02-30&vergleich=2014-01-01'));
  assert.deepEqual([...state.filters.sektor], ['public']);
  assert.equal(state.filters.thema.size, 0);
  assert.deepEqual([state.day, state.against], ['', '']);
});

test('the tables say what a choice is, and what is a way to draw', () => {
  assert.deepEqual(noChoice(picture), { actor: '', depth: 0, gap: '', path: [], pair: [], shared: [] });
  assert.deepEqual(drawnAs(picture).map(({ name }) => name), ['groesse', 'farbe', 'gruppen']);
});

test('filters change one by one and are cleared together', () => {
  const state = readState(picture, '?sektor=public&stand=exists');
  assert.deepEqual([...withFilter(state, 'sektor', ['civil']).sektor], ['civil']);
  assert.deepEqual([...withFilter(state, 'sektor', ['civil']).stand], ['exists']);
  assert.ok(Object.values(clearFilters(picture).filters).every(({ size }) => size === 0));
  assert.deepEqual([...state.filters.sektor], ['public']);
});
