import assert from 'node:assert/strict';
import { test } from 'node:test';

import { existing, sharedPartners, shortestPaths, wanted } from '../../../webapp/static/map/connections.js';
import { placeLabels, wrap } from '../../../webapp/static/map/labels.js';
import { notesOf } from '../../../webapp/static/map/profile.js';
import { isNear } from '../../../webapp/static/map/typos.js';
import { long, plain } from '../../../webapp/static/ui/text.js';
import { picture } from './picture.js';

test('umlauts are compared however they are typed', () => {
  assert.deepEqual([plain('Förderverein Süd'), long('Förderverein Süd'), plain('Straße')], ['forderverein sud', 'foerderverein sued', 'strasse']);
});

test('one slip is forgiven from four letters on, two from eight', () => {
  assert.deepEqual([isNear('jobcenter', 'jobcnter'), isNear('jobcenter', 'jbocnter'), isNear('amt', 'ant'), isNear('stadtverwaltung', 'stadtverwlatunk')], [true, true, false, true]);
});

test('names are broken between words, a short last word stays, and what is too long is cut', () => {
  assert.deepEqual(wrap('Bündnis für Arbeit', 12, 3), ['Bündnis für', 'Arbeit']);
  assert.deepEqual(wrap('Förderverein e. V.', 12, 3), ['Förderverein\u00a0e.\u00a0V.']);
  assert.deepEqual(wrap('one two three four five six', 6, 3), ['one', 'two', 'three …']);
});

test('the best connected is named first, and nobody else is named at the same spot', () => {
  const context = { measureText: (text) => ({ width: 7 * text.length }) };
  const nodes = picture.nodes.map((node) => ({ ...node, radius: 10 }));
  const everywhere = { left: -999, right: 999, top: -999, bottom: 999 };
  const labels = placeLabels(context, nodes, {
    pixel: 1, rank: ({ id }) => (id === 'lonely' ? 9 : 1), font: 'serif', figures: picture.appearance.name, crests: new Map(), frame: everywhere, enlarged: 1, busy: new Map(),
  });
  assert.deepEqual([labels[0].node.id, labels[0].lines, labels[0].size], ['lonely', ['Office\u00a0of', 'lonely'], 12]);
  for (const [number, one] of labels.entries()) {
    for (const other of labels.slice(number + 1)) assert.ok(one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top);
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
