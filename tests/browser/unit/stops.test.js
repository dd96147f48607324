import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stops } from '../../../webapp/static/difference/stops.js';

const size = { width: 300, height: 500 };
const at = (x, y, wide = 20) => ({ left: x - wide / 2, right: x + wide / 2, top: y - 10, bottom: y + 10 });

test('what fits into one window is seen in one, around its middle', () => {
  assert.deepEqual(stops([at(700, 100), at(900, 300)], size), [[800, 200]]);
});

test('a window begins where most is different, and the rest is further ones', () => {
  assert.deepEqual(stops([at(50, 50), at(1000, 1000), at(1100, 1000), at(1000, 1200)], size), [[1050, 1100], [50, 50]]);
});

test('a line that is longer than the window stands for its middle', () => {
  assert.deepEqual(stops([at(500, 40, 900)], size), [[500, 40]]);
});

test('each of a thousand is in some window, and nothing different has none', () => {
  const many = Array.from({ length: 1000 }, (_, one) => at((one * 37) % 4000, (one * 101) % 3000));
  const found = stops(many, size);
  for (const box of many) assert.ok(found.some(([x, y]) => Math.abs((box.left + box.right) / 2 - x) <= 150 && Math.abs((box.top + box.bottom) / 2 - y) <= 250));
  assert.deepEqual(stops([], size), []);
});
