from itertools import pairwise

import pyoxigraph as ox
import pytest

from graph.errors import DataError, UnsupportedMediaType
from graph.load.faults import MAX_DEPTH
from graph.load.upload import parse_body

BASE = "https://netz.invalid/id/"
G = ox.NamedNode("a:g")
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">%s</rdf:RDF>'
GROWING = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghij"))
BOMB = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{GROWING}]>'
WIDE_BOMB = f'<!DOCTYPE x [<!ENTITY a "{"a" * 1900}">]>'
DEEP = 100_000


def parse(text: str | bytes, media_type: str = "text/turtle", graph: ox.NamedNode | None = G) -> list[ox.Quad]:
    return list(parse_body(text if isinstance(text, bytes) else text.encode(), media_type, graph=graph, base=BASE))


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<x> <http://a/p> 'v' .", "text/turtle"),
        ("<x> <http://a/p> 'v' .", "text/turtle; charset=utf-8"),
        ("<x> <http://a/p> 'v' .", "Application/X-Turtle"),
        ("<x> <http://a/p> 'v' .", "application/trig"),
        (f'<{BASE}x> <http://a/p> "v" .', "application/n-triples"),
        (f'<{BASE}x> <http://a/p> "v" .', "text/plain"),
        (f'<{BASE}x> <http://a/p> "v" .', "application/n-quads"),
        ('{"@id": "x", "http://a/p": "v"}', "application/ld+json"),
        (XML % '<rdf:Description rdf:about="x"><a:p>v</a:p></rdf:Description>', "application/rdf+xml"),
    ],
)
def test_each_format_gives_the_same_statement(text: str, media_type: str) -> None:
    assert [str(quad) for quad in parse(text, media_type)] == [f'<{BASE}x> <http://a/p> "v" <a:g>']


def test_body_may_name_its_graphs_unless_it_is_for_one() -> None:
    assert [str(quad.graph_name) for quad in parse("<h> { <x> <a:p> 1 }", "application/trig", None)] == [f"<{BASE}h>"]
    with pytest.raises(DataError, match="one graph"):
        parse("<h> { <x> <a:p> 1 }", "application/trig")


def test_blank_nodes_of_two_requests_are_never_the_same() -> None:
    text = "_:x <a:p> _:y . _:y <a:p> _:x . <<( _:x <a:p> _:y )>> <a:p> 1 ."
    one, two = (parse("_:x <a:p> _:y . _:y <a:p> <<( _:x <a:p> _:y )>> .") for _ in range(2))
    assert str(one[0].object) == str(one[1].subject)
    assert str(one[0].subject) in str(one[1].object)
    assert {str(one[0].subject), str(one[0].object)}.isdisjoint({str(two[0].subject), str(two[0].object)})
    with pytest.raises(DataError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "media_type", "line", "column"),
    [
        ("<x> <a:p> 1 .\n<y> <a:p> .", "text/turtle", 2, 11),
        ('<a:x> <a:p> "1" .\n<a:y> <a:p> oh .', "application/n-triples", 2, 13),
        ('<a:x> <a:p> "1" <a:g>', "application/n-quads", 1, 22),
        ("<g> { <x> <a:p> 1", "application/trig", 1, 18),
        ('{"@id": "x",\n "http://a/p": }', "application/ld+json", 2, 16),
        ("<rdf:RDF\n><x", "application/rdf+xml", 2, 2),
    ],
)
def test_error_names_line_and_column(text: str, media_type: str, line: int, column: int) -> None:
    with pytest.raises(DataError) as caught:
        parse(text, media_type)
    assert (caught.value.status, caught.value.values["line"], caught.value.values["column"]) == (400, line, column)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BOMB + XML % "<rdf:Description><a:p>&j;</a:p></rdf:Description>", "too long to be expanded"),
        (WIDE_BOMB + XML % ("<rdf:Description><a:p>" + "&a;" * 200_000 + "</a:p></rdf:Description>"), "too large"),
        (
            '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/y"> %p;]>'
            + XML % "",
            "entity p",
        ),
        ((XML % "<rdf:Description><a:p>v</a:p></rdf:Description>")[:-20], "line 1"),
        ("", "no element"),
    ],
)
def test_xml_that_explodes_fetches_or_is_cut_off_is_refused(text: str, reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        parse(text, "application/rdf+xml")


@pytest.mark.parametrize("context", ['"http://127.0.0.1:9/c"', '["http://127.0.0.1:9/c"]', '{"@import": "http://x/"}'])
def test_remote_context_is_never_fetched(context: str) -> None:
    with pytest.raises(DataError):
        parse(f'{{"@context": {context}, "p": 1}}', "application/ld+json")


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<x> <a:p> " + "<<( <x> <a:p> " * DEEP + "1" + " )>>" * DEEP + " .", "text/turtle"),
        ("<a:x> <a:p> " + "<<( <a:x> <a:p> " * DEEP + '"1"' + " )>>" * DEEP + " .", "application/n-triples"),
        ('{"http://a/p":' * DEEP + "1" + "}" * DEEP, "application/ld+json"),
        ('{"http://a/p":' + '{"@list":[' * 20_000 + "1" + "]}" * 20_000 + "}", "application/ld+json"),
        ("[" * DEEP, "application/ld+json"),
        (XML % ("<rdf:Description><a:p>" * DEEP), "application/rdf+xml"),
    ],
)
def test_text_nested_too_deep_is_refused_before_the_engine_sees_it(text: str, media_type: str) -> None:
    with pytest.raises(DataError, match="levels deep"):
        parse(text, media_type)


@pytest.mark.parametrize("brackets", [("[ <a:p> ", " ]"), ("( ", " )")])
def test_turtle_of_any_depth_is_read(brackets: tuple[str, str]) -> None:
    opening, closing = brackets
    assert len(parse("<x> <a:p> " + opening * DEEP + "1" + closing * DEEP + " .")) > DEEP


def test_depth_counts_brackets_and_no_text() -> None:
    assert parse('{"http://a/p": ["' + '[{\\"' * 5000 + '"]}', "application/ld+json")
    assert parse("<x> <a:p> '" + "<<( " * 5000 + "', <http://a/%3C%3C> . # " + "<<( " * 5000)
    wide = ", ".join(f"<<( <x> <a:p> {number} )>>" for number in range(MAX_DEPTH * 2))
    assert len(parse(f"<x> <a:p> {wide} .")) == MAX_DEPTH * 2


@pytest.mark.parametrize("text", [b"<x> <a:p> '\xff' .", b"\xff\xfe<\x00x\x00", b"\x1f\x8b\x08\x00"])
def test_what_is_no_text_is_refused(text: bytes) -> None:
    for media_type in ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-quads"):
        with pytest.raises(DataError):
            parse(text, media_type)


@pytest.mark.parametrize("media_type", ["text/csv", "", "image/png"])
def test_unknown_type_is_named(media_type: str) -> None:
    with pytest.raises(UnsupportedMediaType, match=media_type or "taken as"):
        parse("", media_type)
