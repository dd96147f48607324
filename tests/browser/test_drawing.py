"""The browser draws what the server says: sizes, colours, areas, lines of gaps, bends and names, as on paper."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask, request
from playwright.sync_api import Page

from tests.browser.test_map import open_map
from webapp.pages.map.download.areas import draw_areas
from webapp.pages.map.download.look import look_of, with_gap_lines
from webapp.pages.map.download.marks import PAPER, draw_edges
from webapp.pages.map.download.portion import chosen_part
from webapp.pages.map.gap_signs import GAP_KIND
from webapp.pages.map.routes import get_picture
from webapp.pages.map.selection import keep_known, read_selection

QUERIES = (
    "",
    "groesse=vermittlung&farbe=gruppe",
    "groesse=reichweite&farbe=luecken&luecken=demanded,fit,rule",
    "groesse=luecken&sektor=public&luecken=fragile",
    "groesse=gleich&gruppe=magdeburg/ag-interkultur-soziales&gruppe=magdeburg/ag-bildung",
    "groesse=riesig&farbe=bunt&am=2007-06-01",
    "am=2018-01-01&vergleich=2007-01-01&ohnezeit=0",
)
DRAWN = """async (queries) => {
  const from = (name) => import(`/static/map/${name}.js`);
  const [{ loadPicture }, { select }, { viewOf }, { keepKnown, readState }, { createPositions }, { outlineAreas }] =
    await Promise.all(['data', 'filter', 'highlight', 'state', 'positions', 'areas'].map(from));
  const picture = await loadPicture('/api/v1/karte.json');
  return queries.map((query) => {
    const state = keepKnown(picture, readState(picture, query));
    const view = viewOf(picture, state, select(picture, state), createPositions(1));
    return {
      nodes: [...view.nodes.values()]
        .map(({ id, radius, tint, lacks, group }) => [id, radius, group ? null : tint, lacks]),
      areas: outlineAreas(view.groups, view.nodes, picture.appearance.area)
        .map(({ group, outline }) => [group.id, group.hue, outline.map(({ x, y }) => [x, y])]),
      gaps: view.edges.filter(({ isGap }) => isGap).map(({ from: one, to }) => [one, to].sort()).sort(),
    };
  });
}"""
BENDS = """async () => {
  const { loadPicture } = await import('/static/map/data.js');
  const { createScene } = await import('/static/map/scene.js');
  const picture = await loadPicture('/api/v1/karte.json');
  const element = document.querySelector('#netz').parentNode.appendChild(document.createElement('div'));
  const scene = createScene(element, picture);
  const nodes = new Map(picture.nodes.map((node) => [node.id, { ...node, radius: 10 }]));
  scene.show({ nodes, edges: picture.edges, groups: [], bright: null, chosen: '', gap: null });
  return picture.edges.filter(({ nth }) => nth !== 0).map(({ id, from, to }) => {
    const { edgeType } = scene.network.body.edges[id];
    const [a, b, via] = [nodes.get(from), nodes.get(to), edgeType.getViaNode()];
    return [id, Math.sign((b.x - a.x) * (via.y - a.y) - (b.y - a.y) * (via.x - a.x))];
  });
}"""
CURVE = re.compile(r"M(\S+) (\S+)Q(\S+) (\S+) ")


def on_paper(app: Flask, query: str) -> dict[str, Any]:
    with app.test_request_context(f"/karte?{query}"):
        whole = get_picture()
        selection = keep_known(whole, read_selection(request.args))
        part = chosen_part(whole, selection)
        look = look_of(whole, part, selection)
        lines = with_gap_lines(whole, part, selection).edges
    groups = {group.id: group.hue for group in part.groups}
    areas = draw_areas(part, {node.id: node for node in part.nodes})
    return {
        "nodes": {
            node.id: (
                look.radii[node.id],
                "" if node.is_group else look.colours.get(node.id, ""),
                node.id in look.alone,
            )
            for node in part.nodes
        },
        "areas": {area.group: (groups[area.group], rounded(area.outline)) for area in areas},
        "gaps": sorted(sorted(edge.ends) for edge in lines if edge.kind == GAP_KIND),
    }


def rounded(points: Any) -> set[tuple[int, int]]:
    return {(round(x), round(y)) for x, y in points}


def test_sizes_colours_areas_and_gaps_are_those_of_the_paper(strict: Page, site: str, magdeburg_app: Flask) -> None:
    open_map(strict, f"{site}/karte")
    areas = []
    for query, found in zip(QUERIES, strict.evaluate(DRAWN, [f"?{query}" for query in QUERIES]), strict=True):
        paper = on_paper(magdeburg_app, query)
        drawn = {id_: (radius, PAPER.get(tint or "", ""), lacks) for id_, radius, tint, lacks in found["nodes"]}
        assert drawn == paper["nodes"], query
        assert {group: (hue, rounded(outline)) for group, hue, outline in found["areas"]} == paper["areas"], query
        assert found["gaps"] == paper["gaps"], query
        areas.append(paper["areas"])
    assert len(areas[0]) == 2
    assert areas[0] != areas[-1], "on a day a group has the members of that day"


def test_parallel_ties_bend_to_the_side_of_the_paper(strict: Page, site: str, magdeburg_app: Flask) -> None:
    open_map(strict, f"{site}/karte")
    with magdeburg_app.test_request_context("/karte"):
        picture = get_picture()
    nodes, radii = {node.id: node for node in picture.nodes}, {node.id: 0.0 for node in picture.nodes}
    sides = {}
    for edge in picture.edges:
        pair = [one for one in picture.edges if set(one.ends) == set(edge.ends)]
        drawn = [line for lines in draw_edges(pair, nodes, radii).values() for line in lines]
        ordered = sorted(pair, key=lambda one: list(dict.fromkeys(other.state for other in pair)).index(one.state))
        for one, line in zip(ordered, drawn, strict=True):
            x, y, via_x, via_y = map(float, CURVE.match(line.path).groups())  # type: ignore[union-attr]
            end = nodes[one.target]
            cross = (end.x - x) * (via_y - y) - (end.y - y) * (via_x - x)
            sides[one.id] = (cross > 1) - (cross < -1)
    found = strict.evaluate(BENDS)
    assert len(found) >= 5
    assert dict(found) == {id_: sides[id_] for id_, _side in found}
