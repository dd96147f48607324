"""What is quoted or noted in German says so on an English page, to whoever listens; on a German one nothing does."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from graph.model import Text
from tests.support.pages import text_of
from webapp.ui.language import in_its_language

ELEMENT = re.compile(r"<(blockquote|q)\b([^>]*)>")
QUOTING = (
    "/akteure/magdeburg/jobcenter",
    "/sachen",
    "/sachen/vorlage",
    "/karte?ansicht=tabelle",
    "/quellen/magdeburg/quelle/protokoll-2016?stelle=magdeburg/beleg/ag1-ba-jc",
)


@pytest.mark.parametrize("address", QUOTING)
def test_a_quote_names_its_language_where_the_page_has_another(magdeburg_app: Flask, address: str) -> None:
    client = magdeburg_app.test_client()
    asked = f"{address}{'&' if '?' in address else '?'}lang="
    english, german = (ELEMENT.findall(text_of(client, asked + code)) for code in ("en", "de"))
    assert len(english) == len(german) > 0
    assert all('lang="de"' in attributes for _, attributes in english)
    assert not any("lang=" in attributes for _, attributes in german)


@pytest.mark.parametrize(
    ("text", "code", "attribute"),
    [
        ("ein Satz aus der Quelle", "en", ' lang="de"'),
        ("ein Satz aus der Quelle", "de", ""),
        (Text("Jugendamt"), "en", ' lang="de"'),
        (Text("Jugendamt", "youth office"), "en", ""),
        (Text("", "youth office"), "de", ' lang="en"'),
        (Text(), "en", ""),
    ],
)
def test_a_text_is_in_the_language_that_it_is_said_in(
    magdeburg_app: Flask, text: Text | str, code: str, attribute: str
) -> None:
    with magdeburg_app.test_request_context(f"/?lang={code}"):
        assert in_its_language(text) == attribute


def test_an_answer_names_everybody_as_its_reader_does(magdeburg_app: Flask) -> None:
    text = text_of(magdeburg_app.test_client(), "/abfragen?frage=actors-by-ties&ansicht=tabelle&lang=en")
    assert "Youth migration service" in text
    assert ">Jugendmigrationsdienst" not in text
