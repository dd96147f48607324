"""Network files that cannot be taken: each is refused in a sentence that names it and what is wrong."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from graph.errors import DataError
from graph.load.network_files.network import MOST
from graph.load.network_files.read_file import read_network_file
from graph.load.spreadsheet.table import read_tables

NODES = '<graph edgedefault="directed"><node id="Amt"/><node id="Bund"/>%s</graph>'
GRAPHML = '<?xml version="1.0"?>%s<graphml xmlns="http://graphml.graphdrawing.org/xmlns">' + NODES + "</graphml>"
BOMB = '<!DOCTYPE g [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DEEP = '<node id="n"><graph edgedefault="directed">' * 150


def refusal(content: str | bytes, name: str = "netz.graphml") -> str:
    with pytest.raises(DataError) as caught:
        read_network_file(name, content.encode() if isinstance(content, str) else content)
    assert name in caught.value.message
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GRAPHML % (BOMB, ""), "entity a, which is never expanded"),
        (GRAPHML % ("", DEEP), "nested more than 200 levels deep"),
        ((GRAPHML % ("", ""))[:150], "line 1"),
        (GRAPHML % ("", '<edge source="Amt" target="fehlt"/>'), "names fehlt, which is no node of it"),
        (GRAPHML % ("", '<node id="Amt"/>'), "the node Amt stands in it twice"),
        (GRAPHML % ("", "<node/>"), "a node has no id"),
        ("<graphml><graph/></graphml>", "holds no node"),
        ("<graphml/>", "it has no graph"),
        ('<gexf><graph><nodes><node id="1"/><node id="2"/></nodes></graph></gexf>', r"only numbered (1, 2)"),
        ('*Vertices 2\n1 "Amt"\n2 "Bund"\n*Edges\n1 3\n', "(line 5): there is no vertex 3 of 2"),
        ("*Vertices\n", "(line 1): the number of vertices is missing"),
        ("dl n=2 format=blockmatrix\ndata:\n1\n", "the format blockmatrix is not known"),
        ("dl n=2 format=fullmatrix\ndata:\n1 0 1\n", "the matrix has not 2 rows of 2 numbers"),
        ("graph [ node [ id 1 ] ", "its brackets do not match"),
        ("graph [ " * 30, "its brackets do not match"),
        ('graph [ node [ id 1 label "Amt" ] edge [ source 1 target 9 ] ]', "names 9, which is no node of it"),
        ('digraph Netz {\n "Amt" -> "Bund";\n}\n', "is a file of Graphviz (DOT)"),
        ("Id,Label\n1,Amt\n1,Bund\n", "the node 1 stands in it twice"),
    ],
)
def test_a_damaged_file_is_refused_with_what_is_wrong_in_it(content: str, said: str) -> None:
    assert said in refusal(content)


def test_a_million_nodes_are_refused_before_they_are_read() -> None:
    many = "".join(f'<node id="Amt {number}"/>' for number in range(1_000_000))
    begun = time.process_time()
    for content in (GRAPHML % ("", many), "*Vertices 1000000\n", "dl n=1000000\ndata:\n"):
        assert f"more than {MOST} nodes or connections" in refusal(content)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "text", ["|" + "-" * 200_000 + "a|\n|x|", "graph [\n" + "\n" * 200_000 + "x", "graph [" + '"' * 99_999]
)
def test_a_text_that_only_begins_as_a_drawing_or_gml_is_told_at_once(text: str) -> None:
    begun = time.process_time()
    try:
        read_tables("netz.txt", text.encode())
        read_network_file("netz.gml", text.encode())
    except DataError:
        pass
    assert time.process_time() - begun < 2


def test_two_nodes_of_one_name_stay_two() -> None:
    tables = read_network_file("n.csv", b"Id,Label\n1,Amt\n2,Amt\n3,amt\n") or {}
    assert [row[0] for row in tables["Akteure"]] == ["Name", "Amt", "Amt (2)", "amt (3)"]


def test_attributes_beyond_what_a_list_can_have_are_named() -> None:
    head, row = (",".join(f"{word}{number}" for number in range(30)) for word in ("Wert", "w"))
    tables = read_network_file("n.csv", f"Id,Label,{head}\n1,Amt,{row}\n".encode()) or {}
    assert len(tables["Akteure"][0]) == 21
    assert tables["Nicht gelesen"][1:] == tuple((f"Wert{number}",) for number in range(20, 30))


def test_what_is_no_text_and_no_workbook_is_no_network_file() -> None:
    for content in (
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04 kaputt",
        b"%PDF-1.7",
        b"\x00\x01\x02",
        b"{",
        b"[" * 100_000,
    ):
        assert read_network_file("bild.png", content) is None


@pytest.mark.parametrize("before", ["a b", "dl n", "<?xml version='1.0'", "Name;Art\nA;"])
@pytest.mark.parametrize("piece", [" ", "\t", "\n", "{", "{}"])
def test_no_file_takes_longer_than_its_length_allows(before: str, piece: str) -> None:
    begin = time.process_time()
    with suppress(DataError):
        read_network_file("liste.txt", (before + piece * 50_000 + "x\n").encode())
    assert time.process_time() - begin < 2
