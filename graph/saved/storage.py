"""Views and stories in the store: read, written and deleted as RDF, each time as one change of the log.

They lie in a graph of their own beside the network, so that keeping one needs no new analysis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pyoxigraph as ox

from graph.errors import Conflict
from graph.protocol import Applied, Change, ChangeKind, Store
from graph.saved.views import Kept, SavedView, Story, StoryStep
from graph.terms import BASE, DCT, NETZ, RDF, VIEWS_GRAPH, XSD
from graph.text import name

_COMMON = (DCT + "title", DCT + "description", DCT + "creator", DCT + "created")
_VIEW, _STORY, _STEP = NETZ + "SavedView", NETZ + "Story", NETZ + "StoryStep"
_QUERY = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{VIEWS_GRAPH}> {{ ?s ?p ?o }} }}"
_GRAPH = ox.NamedNode(VIEWS_GRAPH)

Value = ox.NamedNode | ox.Literal


def read_saved(store: Store) -> Kept:
    """All views and stories. One query; O(views and steps)."""
    found = _statements_by_subject(store)
    views = [_view(iri, statements) for iri, statements in found.items() if _is(statements, _VIEW)]
    stories = [_story(iri, statements, found) for iri, statements in found.items() if _is(statements, _STORY)]
    return Kept(
        {view.slug: view for view in sorted(views, key=_newest, reverse=True)},
        {story.slug: story for story in sorted(stories, key=_newest, reverse=True)},
    )


def keep(store: Store, kept: SavedView | Story) -> Applied:
    """Write a view or a story in the place of what was kept under its slug: one change of the log.

    Raises Conflict (409) when somebody else writes to it at the same moment: it would be half of each.
    """
    new = _view_quads(kept) if isinstance(kept, SavedView) else _story_quads(kept)
    old = _quads_of(_statements_by_subject(store), kept.iri)
    kind: ChangeKind = "view-saved" if isinstance(kept, SavedView) else "story-saved"
    return _apply(store, kept, kind, f"Saved {kept.iri}", add=new, remove=old)


def delete(store: Store, kept: SavedView | Story, *, author: str) -> Applied:
    """Take a view or a story away. Stories that name the view keep their steps."""
    gone = replace(kept, author=author or kept.author)
    kind: ChangeKind = "view-deleted" if isinstance(kept, SavedView) else "story-deleted"
    old = _quads_of(_statements_by_subject(store), kept.iri)
    return _apply(store, gone, kind, f"Deleted {kept.iri}", add=(), remove=old)


def _apply(
    store: Store,
    kept: SavedView | Story,
    kind: ChangeKind,
    reason: str,
    *,
    add: Sequence[ox.Quad],
    remove: Sequence[ox.Quad],
) -> Applied:
    new = set(add)
    gone = [quad for quad in remove if quad not in new]
    had = set(remove)
    come = [quad for quad in add if quad not in had]
    change = Change(add=come, remove=gone, author=kept.author, reason=reason, kind=kind, about=kept.slug)
    return store.apply(replace(change, only_if=lambda: _refuse_what_is_old(store, kept.iri, had)))


def _refuse_what_is_old(store: Store, iri: str, had: set[ox.Quad]) -> None:
    if set(_quads_of(_statements_by_subject(store), iri)) != had:
        raise Conflict("Somebody else has just changed this.", hint="Open the page again, then change it.")


def _newest(kept: SavedView | Story) -> tuple[str, str]:
    return kept.time, kept.slug


_Statements = Mapping[str, Sequence[Value]]


def _statements_by_subject(store: Store) -> dict[str, _Statements]:
    found: defaultdict[str, defaultdict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(_QUERY):
        value = row["o"]
        if isinstance(value, ox.NamedNode | ox.Literal):
            found[name(row["s"])][name(row["p"])].append(value)
    return dict(found)


def _quads_of(found: Mapping[str, _Statements], iri: str) -> list[ox.Quad]:
    """The statements about a view or a story, those about its steps too."""
    own = found.get(iri, {})
    subjects = [iri, *(value.value for value in own.get(NETZ + "step", ()))]
    return [
        ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, _GRAPH)
        for subject in subjects
        for predicate, values in found.get(subject, {}).items()
        for value in values
    ]


def _is(statements: _Statements, class_iri: str) -> bool:
    return any(value.value == class_iri for value in statements.get(RDF + "type", ()))


def _text(statements: _Statements, predicate: str) -> str:
    """The first value; "" where there is none: unchecked data may lack anything, and a person's name lies elsewhere."""
    return min((value.value for value in statements.get(predicate, ())), default="")


def _view(iri: str, statements: _Statements) -> SavedView:
    title, text, author, time = (_text(statements, one) for one in _COMMON)
    return SavedView(_slug(iri), title, text, _text(statements, NETZ + "address"), author, time)


def _story(iri: str, statements: _Statements, found: Mapping[str, _Statements]) -> Story:
    title, text, author, time = (_text(statements, one) for one in _COMMON)
    steps = [(key.value, found[key.value]) for key in statements.get(NETZ + "step", ()) if key.value in found]
    ordered = sorted(steps, key=lambda step: (_text(step[1], NETZ + "place").zfill(6), step[0]))
    return Story(_slug(iri), title, text, author, time, tuple(_step(key, own) for key, own in ordered))


def _step(iri: str, statements: _Statements) -> StoryStep:
    words = _text(statements, DCT + "title"), _text(statements, DCT + "description")
    return StoryStep(_slug(iri), *words, _slug(_text(statements, NETZ + "shows")))


def _slug(iri: str) -> str:
    return iri.rpartition("/")[2]


def _view_quads(view: SavedView) -> list[ox.Quad]:
    return _quads(view.iri, _VIEW, [*_common(view), (NETZ + "address", ox.Literal(view.address))])


def _story_quads(story: Story) -> list[ox.Quad]:
    keys = [f"{story.iri}/{step.key}" for step in story.steps]
    links: list[tuple[str, Value]] = [(NETZ + "step", ox.NamedNode(key)) for key in keys]
    quads = _quads(story.iri, _STORY, [*_common(story), *links])
    for number, (key, step) in enumerate(zip(keys, story.steps, strict=True), start=1):
        quads += _quads(key, _STEP, _of_step(step, number))
    return quads


def _common(kept: SavedView | Story) -> list[tuple[str, Value]]:
    return [
        (DCT + "title", ox.Literal(kept.name)),
        (DCT + "description", ox.Literal(kept.text)),
        (DCT + "creator", ox.Literal(kept.author)),
        (DCT + "created", ox.Literal(kept.time, datatype=ox.NamedNode(XSD + "dateTime"))),
    ]


def _of_step(step: StoryStep, number: int) -> list[tuple[str, Value]]:
    return [
        (NETZ + "place", ox.Literal(number)),
        (DCT + "title", ox.Literal(step.title)),
        (DCT + "description", ox.Literal(step.text)),
        (NETZ + "shows", ox.NamedNode(f"{BASE}ansichten/{step.view}")),
    ]


def _quads(iri: str, class_iri: str, values: Iterable[tuple[str, Value]]) -> list[ox.Quad]:
    subject = ox.NamedNode(iri)
    typed = ox.Quad(subject, ox.NamedNode(RDF + "type"), ox.NamedNode(class_iri), _GRAPH)
    return [typed, *(ox.Quad(subject, ox.NamedNode(one), value, _GRAPH) for one, value in values if value.value)]
