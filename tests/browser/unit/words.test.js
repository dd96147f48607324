import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { existing, sharedPartners, shortestPaths, wanted } from '../../../webapp/static/map/connections.js';
import { placeLabels } from '../../../webapp/static/map/labels.js';
import { wrap } from '../../../webapp/static/map/lettering.js';
import { notesOf } from '../../../webapp/static/map/profile.js';
import { away } from '../../../webapp/static/map/spots.js';
import { isNear } from '../../../webapp/static/map/typos.js';
import { long, plain } from '../../../webapp/static/ui/text.js';
import { picture } from './picture.js';

test('umlauts are compared however they are typed', () => {
  assert.deepEqual([plain('Förderverein Süd'), long('Förderverein Süd'), plain('Straße')], ['forderverein sud', 'foerderverein sued', 'strasse']);
});

test('one slip is forgiven from four letters on, two from eight', () => {
  assert.deepEqual([isNear('jobcenter', 'jobcnter'), isNear('jobcenter', 'jbocnter'), isNear('amt', 'ant'), isNear('stadtverwaltung', 'stadtverwlatunk')], [true, true, false, true]);
});

const cases = JSON.parse(readFileSync(new URL('../../webapp/pages/map/wrapping.json', import.meta.url), 'utf8'));

test('names are broken as on paper', () => {
  for (const { case: name, text, longest, most, lines } of cases) assert.deepEqual(wrap(text, longest, most), lines, name);
});

const context = { measureText: (text) => ({ width: 7 * text.length }) };
const everywhere = { left: -999, right: 999, top: -999, bottom: 999 };
const named = (nodes, changes = {}) => placeLabels(context, nodes, {
  pixel: 1, rank: ({ id }) => (id === 'lonely' ? 9 : 1), font: 'serif', figures: { ...picture.appearance.name, ...changes }, crests: new Map(), frame: everywhere, enlarged: 1,
});
const apart = (labels) => labels.every((one, number) => labels.slice(number + 1).every((other) => one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top));
const signs = picture.nodes.map((node) => ({ ...node, radius: 10 }));

test('of many the best connected is named first, and nobody else is named at the same spot', () => {
  const labels = named(signs, { everyone: 0 });
  assert.deepEqual([labels[0].node.id, labels[0].lines, labels[0].size], ['lonely', ['Office\u00a0of', 'lonely'], 12]);
  assert.ok(apart(labels));
});

test('of a few every one is named, nearest to its own sign, or with a line to it', () => {
  const crowd = [[0, 0], [34, 0], [0, 34], [34, 34], [17, 60]].map(([x, y], number) => ({ ...signs[number], x, y }));
  for (const nodes of [signs, crowd]) {
    const labels = named(nodes);
    assert.equal(labels.length, nodes.length);
    assert.ok(apart(labels));
    for (const label of labels) {
      const [nearest] = [...nodes].sort((a, b) => away(label, { ...a, reach: 10 }) - away(label, { ...b, reach: 10 }));
      assert.ok(nearest.id === label.node.id || label.leader);
    }
  }
});

test('paths and partners follow existing ties, and wanted ones where there is no other way', () => {
  const ties = existing(picture, picture.edges);
  assert.equal(shortestPaths(ties, 'school', 'club'), null);
  const path = shortestPaths(wanted(picture, picture.edges), 'school', 'club');
  assert.deepEqual([path.steps, path.number], [[['school'], ['youth'], ['club']], 1]);
  assert.deepEqual(sharedPartners(ties, ['school', 'youth']), ['council']);
});

test('two gaps of one group and one rule are told apart by their reasons', () => {
  const gaps = [['AG Kita', 'no trade'], ['AG Kita', 'no science'], ['AG Sprache', 'no trade']].map(([title, reason]) => ({ title, note: 'Sector absent', reason }));
  assert.deepEqual(notesOf(gaps), ['Sector absent: no trade', 'Sector absent: no science', 'Sector absent']);
});
