"""Things by their names: what something is called, and who is called so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.load.lists.folded import same_name
from graph.load.lists.likeness_of_names import alike
from graph.load.lists.name_forms import form_alone, telling_words
from graph.load.sound_terms import is_iri
from graph.model import Ref, Text
from graph.network.model_reader import read_model
from graph.protocol import Store
from graph.query.memory_copy import model_revision
from graph.terms import BASE, NETZ, RDF
from graph.text import LABELS, label, label_of_iri, name
from graph.upkeep.forms.shape_statements import AGENTS, ShapeStatements, shape_statements

_AT_ONCE = 500
_NEAR, _MOST_NEAR = 0.9, 3


def labels_of(store: Store, iris: Iterable[str], statements: ShapeStatements | None = None) -> dict[str, Text]:
    """What resources are called, by their IRIs. One query for each few hundred."""
    wanted = list(dict.fromkeys(iris))
    known, said = statements or shape_statements(store), names_of(store, wanted)
    return {one: label(said.get(one, {})) or known.name_of(one) for one in wanted}


def names_of(store: Store, iris: Iterable[str]) -> dict[str, dict[str, list[ox.Literal]]]:
    """What is said of the names of resources, by the properties that say it."""
    said: dict[str, dict[str, list[ox.Literal]]] = {}
    source = filter(is_iri, iris)
    while part := " ".join(str(ox.NamedNode(one)) for one in islice(source, _AT_ONCE)):
        for row in store.select(f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {part} }} ?s ?p ?o FILTER(isLiteral(?o)) }}"):
            if isinstance(row["o"], ox.Literal) and name(row["p"]) in LABELS:
                said.setdefault(name(row["s"]), {}).setdefault(name(row["p"]), []).append(row["o"])
    return said


@dataclass(frozen=True, slots=True)
class KnownThings:
    """All things of some classes by the names they have, as they are compared; and each with its label."""

    by_name: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Text]

    def called(self, text: str) -> tuple[str, ...]:
        """Who is called so, as lists compare names: `Sportverein e. V.` and `SPORTVEREIN e.V.` are one."""
        return self.by_name.get(same_name(text), ())

    def near(self, text: str) -> list[Ref]:
        """Who is called almost so, as lists judge it, or has all the words of the shorter name in the longer one."""
        words = telling_words(text)
        within = (one for one in self.by_name if _is_within(words, telling_words(one)))
        close = get_close_matches(same_name(text), self.by_name, n=_MOST_NEAR, cutoff=_NEAR)
        found = [*close, *islice((one for one in within if one not in close), _MOST_NEAR - len(close))]
        form = form_alone(text)
        sounding = (iri for iri, said in self.labels.items() if alike(form, form_alone(said.in_language("de")), ()))
        iris = dict.fromkeys([*(iri for one in found for iri in self.by_name[one]), *islice(sounding, _MOST_NEAR)])
        return [Ref(iri, self.labels[iri]) for iri in iris]

    def written(self, iri: str) -> str:
        """How a thing is written in a field: its name, and its address behind it where others are called so, too."""
        text = self.labels[iri].in_language("de") if iri in self.labels else label_of_iri(iri).de
        return text if len(self.called(text)) < _SEVERAL else f"{text} [{iri.removeprefix(BASE)}]"


_SEVERAL = 2


def known_things(store: Store, classes: Sequence[str]) -> KnownThings:
    """All things of these classes and those below, once for each revision of the model. O(their names).

    Actors and ties, of which there are many, are taken from the model, which follows each change.
    """
    return _KNOWN.get(store, tuple(sorted(classes)), lambda: _read(store, classes))


def _read(store: Store, classes: Sequence[str]) -> KnownThings:
    model, wanted = read_model(store), list(classes)
    labels: dict[str, Text] = {}
    names: defaultdict[str, list[str]] = defaultdict(list)
    if AGENTS & set(wanted):
        wanted = [one for one in wanted if one not in AGENTS] + [NETZ + "Network"]
        for iri, actor in (*model.actors.items(), *model.groups.items()):
            labels[iri] = actor.label
            names[iri] += [*actor.label.wordings, *actor.aliases]
    if NETZ + "Tie" in wanted:
        wanted.remove(NETZ + "Tie")
        for iri, tie in model.ties.items():
            labels[iri] = tie.label
            names[iri] += tie.label.wordings
    for iri, said in _asked(store, wanted).items():
        labels[iri] = label(said) or label_of_iri(iri)
        names[iri] += [one.value for literals in said.values() for one in literals]
    by_name: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for iri in sorted(labels):
        for text in filter(None, names[iri]):
            by_name[same_name(text)][iri] = None
    return KnownThings({text: tuple(iris) for text, iris in by_name.items()}, labels)


def _asked(store: Store, classes: Sequence[str]) -> dict[str, dict[str, list[ox.Literal]]]:
    """The names of all things of some classes, by the properties that state them."""
    values = " ".join(str(ox.NamedNode(one)) for one in sorted(shape_statements(store).below(classes)))
    rows = store.select(f"SELECT DISTINCT ?s WHERE {{ VALUES ?c {{ {values} }} ?s <{RDF}type> ?c }}") if values else []
    return names_of(store, [row["s"].value for row in rows if isinstance(row["s"], ox.NamedNode)])


_KNOWN: RevisionCache[Store, tuple[str, ...], KnownThings] = RevisionCache(
    lambda store, _: model_revision(store), most=6
)


def _is_within(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and (one <= other or other <= one)
