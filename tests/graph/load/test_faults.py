"""What is wrong with a text of statements is said in the reader's language, with its place and without jargon."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from flask import Flask

from graph.errors import DataError
from graph.load.upload import parse_body
from graph.terms import BASE
from webapp.cli.main import main
from webapp.ui.language import translate

WRONG = (
    ("<a:a> <a:b> ex:c .", 13, "prefix ex: is not declared", "Präfix ex: ist nicht erklärt"),
    ("a <a:b> 1 .", 1, "cannot begin a statement", "kann keine Aussage beginnen"),
    ("SELECT * { ?s ?p ?o }", 1, "begins a query", "beginnt eine Abfrage"),
    ("<a:a> <a:b> 1", 14, "too early", "zu früh"),
    ('<a:a> <a:b> "x .', 13, "too early", "zu früh"),
    ("<a:a> b 1 .", 7, "b is no property", "b ist keine Eigenschaft"),
    ("<a:a> <a:b> b .", 13, "b is no value", "b ist kein Wert"),
    ("<a:a> <a:b> 1 , .", 17, ". is no value", ". ist kein Wert"),
    ("@prefix foo <http://x> .", 9, "declared like this", "erklärt man so"),
    ("@prefix foo: http://x .", 14, "declared like this", "erklärt man so"),
    ("@prefix foo: <http://x>\n<a:a> <a:b> 1 .", (2, 1), "dot is missing", "fehlt ein Punkt"),
    ("<a:a> <a:b> <a:c> <a:d> .", 19, "dot is missing", "fehlt ein Punkt"),
    ('<a:a> <a:b> "x"^^ .', 19, "datatype is missing", "fehlt die IRI eines Datentyps"),
    ('<a:a> <a:b> "x"@ .', 17, "no language tag", "keine Sprachangabe"),
    ('<a:a> <a:b> "x"@de_DE .', 19, "no language tag", "keine Sprachangabe"),
    ('<a:a> <a:b> "x\ny" .', 15, "goes over a line", "geht über eine Zeile hinaus"),
    ("<a:a> <a:b> <a c> .", 13, "may not hold the sign “ ”", "das Zeichen „ “ nicht stehen"),
    ("<a:a> <a:b> <http://%zz> .", 13, "%zz is no percent-encoded sign", "%zz ist kein mit Prozentzeichen"),
    ('<a:a> <a:b> "\\q" .', 14, "no escape sign", "kein Sonderzeichen"),
    ("<a:a> <a:b> [ <a:c> 1 .", 23, "closing bracket is missing", "schließende Klammer fehlt"),
    ("<a:a> <a:b> „Amt“ .", 13, "straight quotation marks", "geraden Anführungszeichen"),
    ("BASE x", 6, "needs an IRI in angle brackets", "IRI in spitzen Klammern"),
    ("<a:a> <a:b> 1 ..", 16, "or one too many", "oder ist einer zu viel"),
    ("<g> { <a:a> <a:b> 1 }", 5, "{ is no property", "{ ist keine Eigenschaft"),
)


@pytest.mark.parametrize(("text", "place", "english", "german"), WRONG, ids=[one[0][:30] for one in WRONG])
def test_a_mistake_in_turtle_is_a_sentence_in_either_language_with_its_place(
    magdeburg_app: Flask, text: str, place: int | tuple[int, int], english: str, german: str
) -> None:
    with pytest.raises(DataError) as raised:
        parse_body(text.encode(), "text/turtle", graph=ox.NamedNode("a:g"), base=BASE)
    error = raised.value
    assert (error.values["line"], error.values["column"]) == (place if isinstance(place, tuple) else (1, place))
    for language, said in (("de", german), ("en", english)):
        with magdeburg_app.test_request_context(f"/?lang={language}"):
            assert said in translate(error.template, error.values)
    assert english in error.message


def test_a_lenient_load_by_the_command_names_file_and_line_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    path = tmp_path / "a.ttl"
    path.write_text("<a:a> <a:b> 1 .\n<a:a> <a:b> ex:c .\n")
    store = f"oxigraph:{tmp_path / 'store'}"
    assert main(["load", "--lenient", str(path), "--store", store]) == 1
    said = capsys.readouterr()
    assert "Neue Aussagen: 1." in said.out
    assert f"{path}, Zeile 2: das Präfix ex: ist nicht erklärt" in said.err
    path.write_text("<a:a> <a:b> 1 .\n")
    assert main(["load", "--lenient", str(path), "--store", store]) == 0
