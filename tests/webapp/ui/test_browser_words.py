"""Browsers by what they say of themselves."""

from __future__ import annotations

import pytest
from flask import Flask

from graph.store.embedded import EmbeddedStore
from webapp import create_app
from webapp.ui.browser_words import browser_label

GECKO = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
BLINK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Safari/604.1"


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(store=EmbeddedStore(None))


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (GECKO, "Firefox auf Linux"),
        (BLINK, "Chrome auf Windows"),
        (f"{BLINK} Edg/140.0", "Edge auf Windows"),
        (IPHONE, "Safari auf iPhone"),
        ("curl/8.5.0", "curl"),
        ("Werkzeug/3.1", "Werkzeug"),
        ("Mozilla/5.0", "unbekannter Browser"),
        ("", "unbekannter Browser"),
    ],
)
def test_a_browser_is_told_in_words(app: Flask, agent: str, words: str) -> None:
    with app.test_request_context("/"):
        assert browser_label(agent) == words
