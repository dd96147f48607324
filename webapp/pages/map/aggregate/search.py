"""Actors of a large network by a part of their name."""

from __future__ import annotations

from functools import lru_cache

from graph.areas.overview import Overview, read_all_labels, read_labels
from webapp.ui.context import get_store
from webapp.ui.language import language
from webapp.ui.nearness import WordIndex
from webapp.ui.sorting import both_spellings

HITS_MOST = 20


def find_actors(overview: Overview, wanted: str) -> list[tuple[str, str]]:
    """IRI and name of actors whose name contains this, those it begins with first, the best connected first.

    Where no name contains it, those that are nearly so.
    """
    forms = both_spellings(wanted)
    found = [
        (not any(name.startswith(forms) for name in names), index)
        for index, names in enumerate(_folded(overview, language()))
        if any(form in name for form in forms for name in names)
    ]
    found = found or [(True, index) for index in _words(overview, language()).near(forms[0])]
    best = sorted(found, key=lambda hit: (hit[0], -int(overview.degree[hit[1]]), hit[1]))[:HITS_MOST]
    labels = read_labels(get_store(), [overview.actors[index] for _late, index in best])
    return [(iri, label.in_language(language())) for iri, label in labels.items()]


@lru_cache(maxsize=4)
def _folded(overview: Overview, code: str) -> list[tuple[str, ...]]:
    labels = read_all_labels(get_store())
    return [both_spellings(labels[iri].in_language(code)) if iri in labels else () for iri in overview.actors]


@lru_cache(maxsize=4)
def _words(overview: Overview, code: str) -> WordIndex:
    return WordIndex(["\n".join(names) for names in _folded(overview, code)])
