/* Moving actors by mouse or by Shift and arrows, once somebody asks for it; a form then pins them for everybody. */

import { byId, make } from '../ui/dom.js';
import { DIRECTIONS } from './directions.js';

const STEP = 20;

export function setUpArranging(scene, positions, actions) {
  const button = byId('verschieben');
  if (!button) return;
  const isOn = () => button.getAttribute('aria-pressed') === 'true';
  const note = make('p', { id: 'festhalten', class: 'notice map-notice map-notices', role: 'status', hidden: true });
  byId('netz').after(note);

  function offer(id, { x, y }) {
    actions.move(id, { x, y });
    const address = new URL(byId('anordnen').href);
    address.search = new URLSearchParams({ ...Object.fromEntries(address.searchParams), akteur: id, x: x.toFixed(1), y: (y / positions.stretch).toFixed(1) });
    note.replaceChildren(`${actions.labelOf(id)}: `, make('a', { href: address.href }, button.dataset.hold));
    note.hidden = false;
  }
  button.addEventListener('click', () => {
    button.setAttribute('aria-pressed', String(!isOn()));
    scene.network.setOptions({ interaction: { dragNodes: isOn() } });
    note.replaceChildren(isOn() ? button.dataset.hint : '');
    note.hidden = !isOn();
    button.closest('details').open = false;
    byId('netz').focus();
  });
  scene.network.on('dragEnd', ({ nodes: [id] }) => { if (id && isOn()) offer(id, scene.network.getPosition(id)); });
  byId('netz').addEventListener('keydown', (event) => {
    const node = actions.drawn(actions.state().actor);
    if (!isOn() || !event.shiftKey || !DIRECTIONS[event.key] || !node) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const [right, down] = DIRECTIONS[event.key];
    offer(node.id, { x: node.x + STEP * right, y: node.y + STEP * down });
  }, { capture: true });
}
