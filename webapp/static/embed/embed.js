/* The map in a frame of another website: to look at, to move, and to see who is connected with whom. */

import { byId, say } from '../ui/dom.js';
import { createStill } from '../map/still.js';
import { describeDays } from '../map/timebar.js';

const root = byId('karte');

async function start() {
  const still = await createStill(byId('netz'), root.dataset.source);
  const { picture, state, visible } = still.show(`?${root.dataset.query}`);
  byId('ansage').textContent = describeDays(picture, state, visible);
  still.scene.network.on('click', ({ nodes: [id] }) => {
    const chosen = id ?? '';
    still.draw({ ...state, actor: chosen, depth: chosen === state.actor ? state.depth : 0 });
    byId('ansage').textContent = chosen ? say('chosen', { label: picture.node.get(chosen).label }) : describeDays(picture, state, visible);
  });
  document.documentElement.dataset.ready = '1';
}

start().catch((error) => {
  byId('ansage').textContent = say('loadFailed');
  throw error;
});
