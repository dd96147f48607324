"""What is made of an item is taken over where the item is the same; nothing is kept of results that are former ones."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

from flask import Flask

from graph.analysis import Analysis, analysis_for
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.ui.memo import memo, memo_without_words, of_each


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


def test_what_has_no_words_is_made_once_for_all_languages_and_again_when_a_result_is_there() -> None:
    store = open_store("memory:")
    create_with_magdeburg(store)
    app, analysis, made = create_app(store=store), analysis_for(store), []

    @memo_without_words
    def count(one: Analysis) -> int:
        made.append(one)
        return len(made)

    for language in ("de", "en"):
        with app.test_request_context("/", headers={"Accept-Language": language}):
            assert count(analysis) == 1
    analysis.results.get("something slow", lambda: 1)
    with app.test_request_context("/"):
        assert count(analysis) == 2
    store.close()


def test_of_what_was_made_of_former_results_nothing_is_kept() -> None:
    store = open_store("memory:")
    create_with_magdeburg(store)
    app, analysis = create_app(store=store), analysis_for(store)

    class Rows(list[str]):
        """A list that tells when it has gone."""

    @memo
    def list_words(_: Analysis) -> Rows:
        return Rows(["Amt"])

    with app.test_request_context("/"):
        held = weakref.ref(list_words(analysis))
        analysis.results.get("something slow", lambda: 1)
        list_words(analysis)
    gc.collect()
    assert held() is None
    store.close()
