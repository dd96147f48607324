/* A map to look at: it shows one view after the other, and its layout stays. */

import { loadPicture } from './data.js';
import { select } from './filter.js';
import { moveToFrame } from './frame.js';
import { viewOf } from './highlight.js';
import { createPositions, stretchFor } from './positions.js';
import { createScene } from './scene.js';
import { keepKnown, readState } from './state.js';
import { darkness } from './style.js';

/** A map in this element; its `show` takes the query of an address. */
export async function createStill(element, source) {
  const picture = await loadPicture(source);
  const positions = createPositions(stretchFor(picture.nodes, element));
  const scene = createScene(element, picture);
  darkness.addEventListener('change', () => scene.recolour());

  function draw(state) {
    const visible = select(picture, state);
    scene.show(viewOf(picture, state, visible, positions));
    return visible;
  }
  function show(query) {
    const state = keepKnown(picture, readState(picture, query));
    const visible = draw(state);
    if (!moveToFrame(scene.network, positions, state.frame)) scene.fit();
    return { picture, state, visible };
  }
  return { show, draw, scene, picture };
}
