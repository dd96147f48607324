"""One table says what an address of the map can hold: the server reads by it, and the picture's JSON carries it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from flask import Flask
from msgspec import to_builtins
from werkzeug.datastructures import MultiDict

from webapp.pages.map.address import PARAMETERS, read_parameter
from webapp.pages.map.appearance import LINES, number_parallels
from webapp.pages.map.as_json import picture_as_json
from webapp.pages.map.download.marks import PAPER
from webapp.pages.map.filters import FILTERS
from webapp.pages.map.model import MapEdge, MapNode
from webapp.pages.map.routes import get_picture
from webapp.pages.map.selection import read_selection
from webapp.pages.map.signs import SIZES, colourings_of, radii_for


@pytest.mark.parametrize("name", [one.name for one in FILTERS])
def test_the_field_that_a_browser_is_told_has_the_codes_of_the_filter(magdeburg_app: Flask, name: str) -> None:
    with magdeburg_app.test_request_context("/karte"):
        picture = get_picture()
        sent = to_builtins(picture_as_json(picture))
    wanted = next(one for one in FILTERS if one.name == name)
    facet: dict[str, Any] = next(one for one in sent["facets"] if one["name"] == name)
    items: Sequence[MapNode | MapEdge] = picture.nodes if wanted.of == "nodes" else picture.edges
    assert facet["of"] == wanted.of
    for item, line in zip(items, sent[facet["of"]], strict=True):
        value = line[facet["field"]]
        codes = [value] if isinstance(value, str) and value else list(value)
        assert (codes or [code for code in (facet["unsaid"],) if code]) == list(wanted.codes(item))


def test_the_browser_gets_every_parameter_once(magdeburg_app: Flask) -> None:
    with magdeburg_app.test_request_context("/karte"):
        sent = to_builtins(picture_as_json(get_picture()))
    names = [one["name"] for one in sent["address"]["parameters"]]
    assert names == [one.name for one in PARAMETERS]
    assert len({*names, *(one["key"] for one in sent["address"]["parameters"])}) >= len(names)
    assert not {*names} & {one.name for one in FILTERS}


def test_what_makes_no_sense_in_an_address_is_read_as_nothing() -> None:
    said = MultiDict(
        [("tiefe", "٣"), ("weg", "a~a"), ("paar", "a"), ("luecken", ",,"), ("gemeinsam", ""), ("sektor", "")]
    )
    found = read_selection(said)
    assert (found.depth, found.pairs, found.gap_kinds, found.shared, found.filters) == (0, {}, frozenset(), (), {})
    depth = next(one for one in PARAMETERS if one.kind == "steps")
    assert [read_parameter(depth, [text]) for text in ("0", "2", "99", "-1", "1.5", "9" * 5000)] == [0, 2, 3, 0, 0, 0]


def test_every_colour_of_the_screen_has_one_on_paper(magdeburg_app: Flask) -> None:
    with magdeburg_app.test_request_context("/karte"):
        tints = {tint for colouring in colourings_of(get_picture()) for tint, _label in colouring.legend}
    assert {line.colour for line in LINES.values()} | tints <= PAPER.keys()


def test_signs_grow_with_what_their_size_stands_for(magdeburg_app: Flask) -> None:
    with magdeburg_app.test_request_context("/karte"):
        picture = get_picture()
    actors = [node for node in picture.nodes if not node.is_group]
    for size in (one.name for one in SIZES):
        radii = radii_for(picture, size)
        assert {radii[node.id] for node in picture.nodes if node.is_group} == {12.0}
        assert all(10 <= radii[node.id] <= 23 for node in actors)
        assert (len({radii[node.id] for node in actors}) == 1) == (size == "gleich")
    largest = max(actors, key=lambda node: node.measures["betweenness"])
    brokers = radii_for(picture, "vermittlung")
    assert brokers[largest.id] == max(brokers[node.id] for node in actors) > 15
    assert radii_for(picture, "unheard-of") == radii_for(picture, "")


def test_parallel_lines_are_numbered_and_those_against_the_first_are_negative() -> None:
    ends = [("a", "b"), ("b", "a"), ("a", "c"), ("a", "b"), ("b", "a"), ("c", "b")]
    assert number_parallels(ends) == [0, -1, 0, 2, -3, 0]
