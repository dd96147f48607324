/* A new tie from one sign to another: drawn with the mouse, or begun by a button or the key V and ended at the second
   sign by a tap, a search or Enter. It leads to the form of a tie, with both in it; only for who may change something. */

import { byId, make, say } from '../ui/dom.js';
import { towards } from './directions.js';
import { topicOf } from './topics.js';

const FAR = 6;
const ASIDE = 0.5;
const DRAWING = 'http://www.w3.org/2000/svg';

/** Which form begins a tie between these two, and what it is given: between an actor and a group it is a membership. */
export function formBetween(picture, from, to) {
  const isGroup = (id) => Boolean(picture.node.get(id)?.group);
  if (isGroup(from) === isGroup(to)) return { form: 'tie', given: [['von', from], ['zu', to]] };
  const [actor, group] = isGroup(to) ? [from, to] : [to, from];
  return { form: 'membership', given: [['von', actor], ['gruppe', group]] };
}

/** The nearest of these signs that lies in a direction, connected or not; null where none does. */
export function nearestTowards(from, signs, direction) {
  const ahead = towards(from, signs.filter(({ id }) => id !== from.id), direction, ASIDE);
  return ahead.sort((a, b) => a.length / a.straightness - b.length / b.straightness)[0]?.node.id ?? null;
}

/** An address with parameters; what is opened from the map comes back to it. */
export function withGiven(address, pairs) {
  const target = new URL(address, location.href);
  for (const [name, value] of pairs) target.searchParams.set(name, value);
  return target.pathname + target.search;
}

/** Ways to a new tie on this map: `begin` at a sign, `finish` at another, `cancel`; `isPossible` for who may. */
export function setUpNewTie(picture, scene, actions) {
  const { tie, membership } = byId('karte').dataset;
  const element = byId('netz');
  let from = '';
  let note = null;

  function tell(text) {
    note?.remove();
    note = null;
    if (!text) return;
    const stop = make('button', { type: 'button', class: 'button-quiet' }, say('drawCancel'));
    stop.addEventListener('click', () => { newTie.cancel(); element.focus(); });
    note = make('div', { id: 'ziehen', class: 'notice map-notice map-drawing' }, make('p', { role: 'status' }, text), stop);
    element.after(note);
  }
  const newTie = {
    isPossible: Boolean(tie),
    isOn: () => Boolean(from),
    from: () => from,
    begin(id) {
      if (!picture.node.has(id)) { byId('ansage').textContent = say('drawNone'); return; }
      from = id;
      tell(say('drawFrom', { label: actions.labelOf(id) }));
      actions.refresh();
      element.focus({ preventScroll: true });
      note.scrollIntoView({ block: 'nearest' });
    },
    cancel() { from = ''; tell(''); actions.refresh(); },
    finish(to) {
      if (!picture.node.has(to) || to === from) return;
      const { form, given } = formBetween(picture, from, to);
      location.assign(withGiven(form === 'tie' ? tie : membership, [...given, ['karte', '1']]));
    },
  };
  if (tie) {
    drawByMouse(element, scene, {
      begin: (start) => { from = start; tell(''); actions.refresh(); },
      end: (end) => { if (end) newTie.finish(end); from = ''; actions.refresh(); },
    });
  }
  return newTie;
}

/* A line follows the mouse from the sign where it was pressed. Fingers move the map, and so does the mouse beside signs. */
function drawByMouse(element, scene, ways) {
  const point = ({ clientX, clientY }) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const signAt = (event) => {
    const id = scene.network.getNodeAt(point(event));
    return topicOf(id) ? '' : id ?? '';
  };
  element.addEventListener('pointerdown', (event) => {
    const isArranging = byId('verschieben')?.getAttribute('aria-pressed') === 'true';
    const start = event.pointerType === 'mouse' && event.button === 0 && !isArranging ? signAt(event) : '';
    if (start) followMouse(element, scene, { start, point, signAt, ...ways });
  }, { capture: true });
}

function followMouse(element, scene, { start, point, signAt, begin, end: finish }) {
  const origin = scene.network.canvasToDOM(scene.network.getPosition(start));
  let sheet = null;
  scene.network.setOptions({ interaction: { dragView: false } });

  function move(event) {
    const { x, y } = point(event);
    if (!sheet && Math.hypot(x - origin.x, y - origin.y) < FAR) return;
    if (!sheet) begin(start);
    sheet ??= lineOn(element, origin);
    sheet.line.setAttribute('x2', x);
    sheet.line.setAttribute('y2', y);
    const end = signAt(event);
    sheet.line.classList.toggle('is-there', Boolean(end) && end !== start);
  }
  function stop(event) {
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', stop);
    removeEventListener('pointercancel', stop);
    scene.network.setOptions({ interaction: { dragView: true } });
    if (!sheet) return;
    sheet.svg.remove();
    const end = event.type === 'pointerup' ? signAt(event) : '';
    finish(end === start ? '' : end);
  }
  addEventListener('pointermove', move);
  addEventListener('pointerup', stop);
  addEventListener('pointercancel', stop);
}

function lineOn(element, { x, y }) {
  const svg = document.createElementNS(DRAWING, 'svg');
  const line = document.createElementNS(DRAWING, 'line');
  svg.setAttribute('class', 'map-pulled');
  svg.setAttribute('aria-hidden', 'true');
  line.setAttribute('x1', x);
  line.setAttribute('y1', y);
  svg.append(line);
  element.after(svg);
  return { svg, line };
}
