"""Names on the map as a browser draws them, of a town and of a city: each can be read, and none hides a sign."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from graph.load.files import load_files
from graph.load.generator.generate import generate
from graph.store.open import open_store
from tests.support.magdeburg import load_ontology
from tests.support.servers import service
from webapp import create_app

READY = "html[data-ready]"
FIRST_MAP_MS = 120_000
"""The first map of 1,500 actors takes 12 s of computing, of which nothing is said here."""
# Each line of a name is drawn by one fillText under a transform that scales to screen pixels; the transform in force
# before that scaling is the map's own, and says where each sign stands.
RECORD = """() => {
  const drawn = window.drawnNames = { names: [], map: null };
  const { scale, fillText, clearRect } = CanvasRenderingContext2D.prototype;
  const isMap = (context) => Boolean(context.canvas.closest?.('#netz'));
  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
    if (isMap(this)) drawn.names = [];
    return clearRect.apply(this, area);
  };
  CanvasRenderingContext2D.prototype.scale = function (...factors) {
    if (isMap(this)) this.before = this.getTransform();
    return scale.apply(this, factors);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    if (isMap(this)) {
      const { a, d, e, f } = this.getTransform();
      const size = this.measureText(text);
      const [left, right] = [x - size.actualBoundingBoxLeft, x + size.actualBoundingBoxRight];
      const [top, bottom] = [y - size.actualBoundingBoxAscent, y + size.actualBoundingBoxDescent];
      drawn.names.push({ text, left: a * left + e, right: a * right + e, top: d * top + f, bottom: d * bottom + f });
      drawn.map = this.before;
    }
    return fillText.call(this, text, x, y);
  };
}"""
FAULTS = """async () => {
  const { loadPicture } = await import('/static/map/data.js');
  const { createPositions, stretchFor } = await import('/static/map/positions.js');
  const picture = await loadPicture(document.querySelector('#karte').dataset.source);
  const positions = createPositions(stretchFor(picture.nodes, document.querySelector('#netz')));
  const { names, map: { a, d, e, f } } = window.drawnNames;
  const signs = picture.nodes.map((node) => {
    const at = positions.of(node);
    const [x, y, half] = [a * at.x + e, d * at.y + f, a * node.radii[0]];
    return { id: node.id, left: x - half, right: x + half, top: y - half, bottom: y + half };
  });
  const meet = (one, other) => one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
  const texts = (found) => found.map(({ text }) => text);
  return {
    names: names.length,
    signs: signs.length,
    hidden: texts(names.filter((name) => signs.some((sign) => meet(name, sign)))),
    crossed: texts(names.filter((name, place) => names.slice(place + 1).some((other) => meet(name, other)))),
  };
}"""

# Turns the wheel, a notch in each frame, and lets nothing of what waits for its rest happen before it has.
TURNED = """async () => {
  const { measureText } = CanvasRenderingContext2D.prototype;
  const later = window.setTimeout;
  const waiting = [];
  let measured = 0;
  CanvasRenderingContext2D.prototype.measureText = function (text) {
    measured += 1;
    return measureText.call(this, text);
  };
  window.setTimeout = (todo, wait) => (wait > 99 && wait < 201 ? waiting.push(todo) : later(todo, wait));
  const canvas = document.querySelector('#netz canvas');
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const at = { clientX: left + width / 2, clientY: top + height / 2, deltaY: -100, bubbles: true, cancelable: true };
  const frame = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  for (let notch = 0; notch < 5; notch += 1) { canvas.dispatchEvent(new WheelEvent('wheel', at)); await frame(); }
  const meanwhile = measured;
  waiting.at(-1)();
  await frame();
  return { waits: waiting.length, meanwhile, measured };
}"""


@pytest.fixture(scope="module", params=[150, 1_500])
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """Address of a service on an invented network, and how many actors that was to have."""
    actors: int = request.param
    path: Path = tmp_path_factory.mktemp("city") / "city.nq"
    generate(path, actors=actors)
    store = open_store("memory:")
    load_ontology(store)
    load_files(store, [path])
    with service(create_app(store=store)) as port:
        yield f"http://127.0.0.1:{port}", actors
    store.close()


def test_no_name_crosses_another_or_covers_a_sign(strict: Page, city: tuple[str, int]) -> None:
    address, actors = city
    strict.add_init_script(f"({RECORD})()")
    strict.set_default_timeout(FIRST_MAP_MS)
    strict.goto(f"{address}/karte")
    strict.wait_for_selector(READY)
    for presses in (0, 4, 4):  # far out, nearer, and near
        for _ in range(presses):
            strict.locator("#naeher").click()
        strict.wait_for_timeout(300)
        found = strict.evaluate(FAULTS)
        assert found["signs"] >= actors
        assert found["names"] >= 20
        assert (found["hidden"], found["crossed"]) == ([], [])


def test_names_are_placed_anew_when_the_wheel_rests_and_not_at_each_notch(strict: Page, city: tuple[str, int]) -> None:
    strict.set_default_timeout(FIRST_MAP_MS)
    strict.goto(f"{city[0]}/karte")
    strict.wait_for_selector(READY)
    found = strict.evaluate(TURNED)
    assert found["waits"] == 5
    assert found["meanwhile"] == 0
    assert found["measured"] > 0
