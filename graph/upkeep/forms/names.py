"""Things by their names: what something is called, and who is called so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.model import Ref, Text
from graph.protocol import Store
from graph.query.memory_copy import model_revision
from graph.terms import BASE, RDF
from graph.text import LABELS, label, label_of_iri, long_form, name
from graph.upkeep.forms.shape_statements import ShapeStatements, shape_statements

_AT_ONCE = 500
_NEAR, _MOST_NEAR = 0.86, 3
_PROPERTIES = " ".join(f"<{one}>" for one in LABELS)


def labels_of(store: Store, iris: Iterable[str], statements: ShapeStatements | None = None) -> dict[str, Text]:
    """What resources are called, by their IRIs. One query for each few hundred."""
    wanted = list(dict.fromkeys(iris))
    known = statements or shape_statements(store)
    said: defaultdict[str, defaultdict[str, list[ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    source = filter(is_iri, wanted)
    while part := " ".join(str(ox.NamedNode(one)) for one in islice(source, _AT_ONCE)):
        query = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {part} }} VALUES ?p {{ {_PROPERTIES} }} ?s ?p ?o }}"
        for row in store.select(query):
            if isinstance(row["o"], ox.Literal):
                said[name(row["s"])][name(row["p"])].append(row["o"])
    return {one: label(said.get(one, {})) or _last_name(known, one) for one in wanted}


def _last_name(known: ShapeStatements, iri: str) -> Text:
    return known.name_of(iri) if is_iri(iri) else label_of_iri(iri)


def is_iri(text: str) -> bool:
    """Whether it can be the name of a resource at all: what somebody typed into an address need not."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Known:
    """All things of some classes by the names they have, folded; and each with its label."""

    by_name: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Text]

    def called(self, text: str) -> tuple[str, ...]:
        """Who is called so, whatever the case and the spelling of umlauts."""
        return self.by_name.get(folded(text), ())

    def near(self, text: str) -> list[Ref]:
        """Who is called almost so."""
        found = get_close_matches(folded(text), self.by_name, n=_MOST_NEAR, cutoff=_NEAR)
        iris = dict.fromkeys(iri for one in found for iri in self.by_name[one])
        return [Ref(iri, self.labels[iri]) for iri in iris]

    def written(self, iri: str) -> str:
        """How a thing is written in a field: its name, and its address behind it where others are called so, too."""
        text = self.labels[iri].in_language("de") if iri in self.labels else label_of_iri(iri).de
        return text if len(self.called(text)) < _SEVERAL else f"{text} [{iri.removeprefix(BASE)}]"


_SEVERAL = 2


def known_things(store: Store, classes: Sequence[str]) -> Known:
    """All things of these classes and those below. O(their names), once for each revision of the model."""
    return _KNOWN.get(store, tuple(sorted(classes)), lambda: _read(store, classes))


def _read(store: Store, classes: Sequence[str]) -> Known:
    values = " ".join(str(ox.NamedNode(one)) for one in sorted(shape_statements(store).below(classes)))
    query = f"""SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?c {{ {values} }} ?s <{RDF}type> ?c .
      VALUES ?p {{ {_PROPERTIES} }} ?s ?p ?o }}"""
    said: defaultdict[str, defaultdict[str, list[ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(query):
        if isinstance(row["o"], ox.Literal) and isinstance(row["s"], ox.NamedNode):
            said[row["s"].value][name(row["p"])].append(row["o"])
    by_name: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for iri in sorted(said):
        for literals in said[iri].values():
            for one in literals:
                by_name[folded(one.value)][iri] = None
    labels = {iri: label(own) or label_of_iri(iri) for iri, own in said.items()}
    return Known({text: tuple(iris) for text, iris in by_name.items()}, labels)


_KNOWN: RevisionCache[Store, tuple[str, ...], Known] = RevisionCache(lambda store, _: model_revision(store), most=6)


def folded(text: str) -> str:
    """A name as it is compared: small letters, umlauts unfolded, single spaces."""
    return " ".join(long_form(text).split())
