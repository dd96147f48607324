"""What is made of each item is taken over where the item is the same, and made again where it is another."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from graph.analysis import analysis_for
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.ui.memo import of_each


def test_only_what_has_changed_is_made_again() -> None:
    store = open_store("memory:")
    create_with_magdeburg(store)
    app: Flask = create_app(store=store)
    analysis, made = analysis_for(store), []

    def name(tie: object) -> str:
        made.append(tie)
        return str(tie)

    ties = list(analysis.ties)
    with app.test_request_context("/"):
        before = of_each(analysis, "names", ties, name)
        assert len(made) == len(ties)
        changed = [replace(ties[0], note="anders"), *(replace(tie) for tie in ties[1:])]
        made.clear()
        after = of_each(analysis, "names", changed, name)
        assert made == changed[:1]
        assert after[1:] == before[1:]
        assert "anders" in after[0]
        made.clear()
        assert of_each(analysis, "names", changed[2:], name) == after[2:]
        assert not made
    store.close()


def test_each_language_has_its_own() -> None:
    store = open_store("memory:")
    create_with_magdeburg(store)
    app = create_app(store=store)
    analysis = analysis_for(store)
    labels = []
    for language in ("de", "en"):
        with app.test_request_context("/", headers={"Accept-Language": language}):
            labels.append(of_each(analysis, "labels", analysis.ties, lambda tie: tie.label.in_language(language)))  # noqa: B023
    assert labels[0] != labels[1]
    store.close()
