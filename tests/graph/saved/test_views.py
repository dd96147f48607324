"""Views and stories in the store: beside the model, in the log, and there again after an undo."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial

import pyoxigraph as ox
import pytest

from graph.analysis import analysis_for
from graph.errors import Conflict, DataInvalid, NotFound
from graph.protocol import Applied, Change, Store
from graph.saved.storage import delete, keep, read_saved
from graph.saved.views import MOST_STEPS, make_story, make_view, with_moved_step, with_step, without_step
from graph.store.embedded import EmbeddedStore
from graph.terms import DCT, VIEWS_GRAPH


def test_saving_a_view_is_a_change_of_the_log_that_can_be_undone(store: Store) -> None:
    view = make_view((), title="Über  allem", text="Alles", address="stand=exists", author="KO")
    applied = keep(store, view)
    assert read_saved(store).view("ueber-allem") == view
    assert [(entry.author, entry.revision) for entry in store.history()][-1] == ("KO", applied.revision)
    store.undo(applied.revision)
    assert not read_saved(store).views


def test_history_says_which_view_or_story_was_saved_or_deleted(store: Store) -> None:
    view = make_view((), title="Alles", text="", address="", author="KO")
    story = make_story((), title="Reihe", text="", author="KO")
    for kept in (view, story):
        keep(store, kept)
        delete(store, kept, author="KO")
    assert [(entry.kind, entry.about) for entry in store.history()][-4:] == [
        ("view-saved", "alles"),
        ("view-deleted", "alles"),
        ("story-saved", "reihe"),
        ("story-deleted", "reihe"),
    ]


def test_saving_a_view_needs_no_new_analysis(store: Store) -> None:
    analysis = analysis_for(store)
    keep(store, make_view((), title="Eins", text="", address="", author="KO"))
    assert analysis_for(store) is analysis


def test_two_views_of_one_name_have_two_addresses(store: Store) -> None:
    for _ in range(3):
        known = read_saved(store).views
        keep(store, make_view(known, title="Neu", text="", address="", author="KO"))
    assert sorted(read_saved(store).views) == ["neu-2", "neu-3", "neu-4"], "`neu` is the address of the form"


class BusyStore(EmbeddedStore):
    """A store to which somebody else writes right before each change."""

    def __init__(self) -> None:
        super().__init__(None)
        self.meanwhile: list[Change] = []

    def apply(self, change: Change) -> Applied:
        while self.meanwhile:
            super().apply(self.meanwhile.pop())
        return super().apply(change)


def test_two_who_change_a_view_at_once_make_no_mixture_of_it() -> None:
    with closing(BusyStore()) as store:
        view = make_view((), title="Alles", text="", address="", author="KO")
        keep(store, view)
        iri, graph, title = ox.NamedNode(view.iri), ox.NamedNode(VIEWS_GRAPH), ox.NamedNode(DCT + "title")
        old, new = (ox.Quad(iri, title, ox.Literal(text), graph) for text in ("Alles", "Von ihr"))
        changes: list[Callable[[], Applied]]
        changes = [partial(keep, store, replace(view, name="Von ihm")), partial(delete, store, view, author="KO")]
        for change in changes:
            store.meanwhile = [Change(remove=[old], add=[new])]
            with pytest.raises(Conflict):
                change()
            assert read_saved(store).view("alles") == replace(view, name="Von ihr")
            store.apply(Change(remove=[new], add=[old]))
        keep(store, replace(view, name="Von ihm"))
        assert read_saved(store).view("alles").name == "Von ihm"


def test_a_name_of_other_letters_still_has_an_address() -> None:
    assert len(make_view((), title="العربية", text="", address="", author="KO").slug) == 8


@pytest.mark.parametrize(
    ("title", "author", "address"), [("", "KO", ""), ("A" * 10_000, "KO", ""), ("A", " ", ""), ("A", "KO", "x" * 3_000)]
)
def test_what_has_no_name_or_is_too_long_is_refused(title: str, author: str, address: str) -> None:
    with pytest.raises(DataInvalid):
        make_view((), title=title, text="", address=address, author=author)


def test_steps_keep_their_order_and_change_places(store: Store) -> None:
    views = [make_view((), title=name, text="", address="", author="KO") for name in "ABC"]
    story = make_story((), title="Reihe", text="", author="KO")
    for view in views:
        story = with_step(story, view, title="", text="")
    story = with_moved_step(story, story.steps[2].key, -1)
    story = with_moved_step(story, story.steps[0].key, -1)
    keep(store, story)
    assert [step.title for step in read_saved(store).story("reihe").steps] == ["A", "C", "B"]
    keep(store, without_step(story, story.steps[0].key))
    assert [step.title for step in read_saved(store).story("reihe").steps] == ["C", "B"]
    assert len(list(store.history())) >= 2


def test_a_deleted_view_leaves_the_step_its_words(store: Store) -> None:
    view = make_view((), title="Weg", text="", address="", author="KO")
    keep(store, view)
    keep(store, with_step(make_story((), title="S", text="", author="KO"), view, title="Titel", text="Text"))
    delete(store, view, author="KO")
    kept = read_saved(store)
    assert [(step.title, step.text, step.view in kept.views) for step in kept.story("s").steps] == [
        ("Titel", "Text", False)
    ]


def test_deleting_a_story_leaves_nothing_of_its_steps(store: Store) -> None:
    story = make_story((), title="S", text="", author="KO")
    view = make_view((), title="V", text="", address="", author="KO")
    story = with_step(story, view, title="", text="")
    keep(store, story)
    delete(store, story, author="KO")
    assert store.select(f"SELECT ?s WHERE {{ GRAPH <{VIEWS_GRAPH}> {{ ?s ?p ?o }} }}") == []


def test_a_story_ends_at_fifty_steps() -> None:
    story, view = (
        make_story((), title="S", text="", author="KO"),
        make_view((), title="V", text="", address="", author="K"),
    )
    for _ in range(MOST_STEPS):
        story = with_step(story, view, title="", text="")
    with pytest.raises(DataInvalid):
        with_step(story, view, title="", text="")


def test_what_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(NotFound):
        read_saved(store).view("gibt-es-nicht")


def test_statements_that_name_no_view_are_read_over(store: Store) -> None:
    graph = ox.NamedNode(VIEWS_GRAPH)
    stray = ox.Quad(ox.NamedNode("https://netz.invalid/id/x"), ox.NamedNode(DCT + "title"), ox.Literal("X"), graph)
    store.apply(Change(add=[stray]))
    assert not read_saved(store).views
