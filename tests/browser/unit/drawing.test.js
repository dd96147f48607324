import assert from 'node:assert/strict';
import { test } from 'node:test';

import { outlineAreas } from '../../../webapp/static/map/areas.js';
import { drawNodes } from '../../../webapp/static/map/drawn.js';
import { select } from '../../../webapp/static/map/filter.js';
import { countGaps, layOut } from '../../../webapp/static/map/gaplayer.js';
import { createPositions, stretchFor } from '../../../webapp/static/map/positions.js';
import { readState } from '../../../webapp/static/map/state.js';
import { placeTopics, topicOf } from '../../../webapp/static/map/topics.js';
import { picture } from './picture.js';

const NOBODY = { alone: new Map(), covered: new Set() };
const drawn = (query, { positions = createPositions(1), ...marks } = {}) => drawNodes(picture, readState(picture, query), positions, { ...NOBODY, ...marks });

test('drawn nodes are copies: the picture stays as the server sent it', () => {
  const before = structuredClone(picture.nodes);
  const nodes = drawn('?groesse=gleich&farbe=gruppe', { positions: createPositions(2), alone: new Map([['club', ['rule']]]) });
  nodes.get('club').x = 999;
  assert.deepEqual([nodes.get('club').y, nodes.get('club').radius, nodes.get('club').tint, nodes.get('club').lacks], [200, 15.2, 'sector-unknown', true]);
  assert.deepEqual(picture.nodes, before);
});

test('an unknown size or colour is the usual one', () => {
  assert.deepEqual([drawn('?groesse=riesig&farbe=bunt').get('school').radius, drawn('?farbe=bunt').get('school').tint], [12.6, null]);
});

test('somebody who was moved stays there, and the others stand apart on a high window', () => {
  const positions = createPositions(stretchFor(picture.nodes, { clientWidth: 400, clientHeight: 500 }));
  assert.equal(positions.stretch, 1.25);
  positions.move('club', { x: 1, y: 2 });
  assert.deepEqual([positions.of(picture.node.get('club')), positions.of(picture.node.get('lonely'))], [{ x: 1, y: 2 }, { x: 50, y: 62.5 }]);
  assert.equal(stretchFor([], { clientWidth: 400, clientHeight: 500 }), 1);
});

test('an area lies around all drawn members, and needs as many as the server says', () => {
  const nodes = drawn('');
  const [area] = outlineAreas(picture.groups, nodes, picture.appearance.area);
  assert.deepEqual([Math.min(...area.outline.map(({ x }) => x)), Math.max(...area.outline.map(({ x }) => x))], [-10, 110]);
  assert.equal(area.group.hue, 3);
  nodes.delete('youth');
  assert.deepEqual(outlineAreas(picture.groups, nodes, picture.appearance.area), []);
});

test('gaps are lines where no demanded tie is drawn, and many parties have lines from the first', () => {
  const state = readState(picture, '?luecken=fit,rule');
  const { lines, alone, said } = layOut(picture, state, select(picture, state));
  assert.deepEqual(lines.map(({ from, to, nth, gaps, gapKinds }) => [from, to, nth, gaps, gapKinds]), [
    ['school', 'club', 1, ['g1', 'g4'], ['fit', 'rule']], ['school', 'youth', 2, ['g4'], ['rule']], ['school', 'lonely', 0, ['g4'], ['rule']],
  ]);
  assert.deepEqual([[...alone], [...said]], [[['lonely', ['rule']]], [['d1', ['fit']]]]);
  assert.deepEqual(Object.fromEntries(countGaps(picture, { nodes: new Set(['lonely']) })), { rule: 2 });
});

test('a topic stands between those whose ties are about it, and on nobody', () => {
  const { signs: [sign], lines } = placeTopics(picture, picture.edges, drawn(''));
  assert.equal(topicOf(sign.id), 'school');
  assert.deepEqual(lines.map(({ from }) => from), ['school', 'youth']);
  for (const { x, y } of picture.nodes) assert.ok(Math.hypot(sign.x - x, sign.y - y) > 50);
  assert.equal(picture.nodes.length, 5);
});
