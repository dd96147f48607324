import assert from 'node:assert/strict';
import { test } from 'node:test';

import { formBetween, nearestTowards } from '../../../webapp/static/map/newtie.js';
import { picture } from './picture.js';

test('between two actors, or two groups, it is a tie', () => {
  assert.deepEqual(formBetween(picture, 'school', 'club'), { form: 'tie', given: [['von', 'school'], ['zu', 'club']] });
  assert.equal(formBetween(picture, 'council', 'council').form, 'tie');
});

test('between an actor and a group it is a membership of the group, whichever way it was drawn', () => {
  const wanted = { form: 'membership', given: [['von', 'club'], ['gruppe', 'council']] };
  assert.deepEqual(formBetween(picture, 'club', 'council'), wanted);
  assert.deepEqual(formBetween(picture, 'council', 'club'), wanted);
});

test('arrows reach every sign, connected or not, the nearest in their direction first', () => {
  const [from, ...others] = [['a', 0, 0], ['near', 50, 10], ['far', 200, 0], ['aside', 20, 60], ['behind', -10, 0]].map(([id, x, y]) => ({ id, x, y }));
  const signs = [from, ...others];
  assert.equal(nearestTowards(from, signs, [1, 0]), 'near');
  assert.equal(nearestTowards(others[0], signs, [1, 0]), 'far');
  assert.equal(nearestTowards(from, signs, [0, 1]), 'aside');
  assert.equal(nearestTowards(from, signs, [-1, 0]), 'behind');
  assert.equal(nearestTowards(from, signs, [0, -1]), null);
});
