"""What statements that come and go mean for people: which thing, which field, what it said and what it says now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph.load.sound_terms import is_iri
from graph.model import Text
from graph.protocol import Store
from graph.rdf.values import UnreadableError, read_day
from graph.terms import ADMS, CODES_GRAPH, DERIVED_GRAPH, FOAF, NETZ, ONTOLOGY_GRAPH, PROV, RDF, SCHEMA, SKOS, XSD
from graph.text import LABELS, NAMES, label, name
from graph.upkeep.forms.dates import PRECISION_OF, precision_named, write_typed
from graph.upkeep.forms.form_for import class_of, form_for
from graph.upkeep.forms.names import labels_of
from graph.upkeep.forms.shape_statements import shape_statements

_TYPE = RDF + "type"
_SILENT = frozenset({_TYPE, *PRECISION_OF.values()})
_BESIDE = frozenset({NETZ + "Passage", FOAF + "Document"})
_MOST = 40
_DECIMALS = frozenset(XSD + one for one in ("decimal", "double", "float"))


@dataclass(frozen=True, slots=True)
class WordedChange:
    """One field of a thing before and after; empty for what was not said, or is no longer."""

    label: Text
    before: tuple[Text, ...]
    after: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ThingChange:
    """What becomes of one thing: `is_new`, `is_gone`, or the fields that are different."""

    iri: str
    label: Text
    kind: Text
    is_new: bool
    is_gone: bool
    fields: tuple[WordedChange, ...]


def changes_in_words(
    store: Store, add: Iterable[ox.Quad], remove: Iterable[ox.Quad], persons: Mapping[str, str] | None = None
) -> list[ThingChange]:
    """What a change says, thing by thing, new things last. `store`: as it is before it or after it. O(the change).

    `persons`: the names of those that it is about, by their IRIs, for no query finds them.
    """
    added, removed = _counted(add), _counted(remove)
    subjects = list(dict.fromkeys(name(quad.subject) for quad in (*removed, *added)))[: _MOST * 4]
    of_these = frozenset(subjects)  # of a list with thousands of rows only the first are told, and only they are named
    added, removed = ([quad for quad in quads if name(quad.subject) in of_these] for quads in (added, removed))
    told = _Teller(store, added, removed, persons or {})
    found = [one for iri in subjects if (one := told.thing(iri))]
    return sorted(found, key=lambda one: one.is_new)[:_MOST]


_BEYOND_FORMS = {
    ADMS + "status": Text("Stand", "State"),
    SCHEMA + "endDate": Text("Bis", "Until"),
    SKOS + "prefLabel": Text("Name", "Name"),
}
"""What an end says of any entry, of actors too, and what values are called by themselves: no form asks for it."""


def _counted(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    apart = {DERIVED_GRAPH, ONTOLOGY_GRAPH, CODES_GRAPH}
    return [quad for quad in quads if name(quad.graph_name) not in apart] if quads else []  # type: ignore[arg-type]


class _Teller:
    """Tells of each thing what was said and is said; its names come from the change where no store has them."""

    def __init__(
        self, store: Store, added: Sequence[ox.Quad], removed: Sequence[ox.Quad], persons: Mapping[str, str]
    ) -> None:
        self._store, self._statements, self._persons = store, shape_statements(store), persons
        self._added, self._removed = _by_subject(added), _by_subject(removed)
        named = {name(term) for quad in (*added, *removed) for term in (quad.subject, quad.object) if _is_iri(term)}
        self._labels = labels_of(store, named, self._statements)
        for iri, said in {**self._removed, **self._added}.items():
            is_new = any(quad.predicate.value == _TYPE for quad in said)  # of others a short form alone renames nobody
            if own := label({one: _literals(said, one) for one in (LABELS if is_new else NAMES)}):
                self._labels[iri] = own
        self._labels |= {iri: Text(called) for iri, called in persons.items()}
        self._quotes = self._documents((*added, *removed))

    def thing(self, iri: str) -> ThingChange | None:
        """What becomes of it; None for passages and documents, which are told where they are used."""
        added, removed = self._added.get(iri, []), self._removed.get(iri, [])
        types = {name(q.object) for q in (*added, *removed) if q.predicate.value == _TYPE}
        if types & _BESIDE and not types - _BESIDE:
            return None
        is_new = any(q.predicate.value == _TYPE for q in added)
        is_gone = any(q.predicate.value == _TYPE for q in removed) and not is_new
        class_iri = class_of(self._store, types or self._types(iri))
        form = form_for(self._store, class_iri) if class_iri else None
        order = {one.path: place for place, one in reversed(list(enumerate(form.fields)))} if form else {}
        paths = sorted(
            {q.predicate.value for q in (*added, *removed)} - _SILENT, key=lambda one: (order.get(one, 99), one)
        )
        labels = {field.path: field.label for field in form.fields} if form else {}
        fields = [
            WordedChange(
                labels.get(path) or _BEYOND_FORMS.get(path) or self._statements.name_of(path),
                self._said(removed, path),
                self._said(added, path),
            )
            for path in paths
        ]
        return ThingChange(
            iri,
            self._labels.get(iri) or Text(iri),
            form.label if form else Text(),
            is_new,
            is_gone,
            tuple(one for one in fields if one.before != one.after),
        )

    def _types(self, iri: str) -> list[str]:
        if iri in self._persons:
            return [FOAF + "Person"]
        if not is_iri(iri):
            return []
        return [name(row["t"]) for row in self._store.select(f"SELECT ?t WHERE {{ {ox.NamedNode(iri)} a ?t }}")]

    def _said(self, quads: Sequence[ox.Quad], path: str) -> tuple[Text, ...]:
        precision = precision_named(name(q.object) for q in quads if q.predicate.value == PRECISION_OF.get(path))
        return tuple(self._value(q.object, precision) for q in quads if q.predicate.value == path)

    def _value(self, term: object, precision: str) -> Text:
        if _is_iri(term):
            iri = name(term)  # type: ignore[arg-type]
            return self._quotes.get(iri) or self._labels.get(iri) or Text(iri)
        if isinstance(term, ox.Literal) and term.datatype.value in _DECIMALS:
            return _number(term.value)
        try:
            day, shown = read_day(term)  # type: ignore[arg-type]
        except UnreadableError:
            return Text(name(term))  # type: ignore[arg-type]
        is_date = isinstance(term, ox.Literal) and term.datatype.value.endswith(("date", "gYear", "dateTime"))
        return Text(write_typed(day, precision or shown)) if is_date else Text(name(term))  # type: ignore[arg-type]

    def _documents(self, quads: Iterable[ox.Quad]) -> dict[str, Text]:
        """Passages by the documents that they are from: that is what people call evidence."""
        passages = {name(q.object) for q in quads if q.predicate.value == NETZ + "evidence" and _is_iri(q.object)}
        found = {name(q.subject): name(q.object) for q in quads if q.predicate.value == PROV + "wasQuotedFrom"}
        values = " ".join(str(ox.NamedNode(one)) for one in passages if one not in found)
        if values:
            query = f"SELECT ?p ?d WHERE {{ VALUES ?p {{ {values} }} ?p <{PROV}wasQuotedFrom> ?d }}"
            found |= {name(row["p"]): name(row["d"]) for row in self._store.select(query)}
        labels = labels_of(self._store, [one for one in found.values() if one not in self._labels], self._statements)
        return {passage: self._labels.get(document) or labels[document] for passage, document in found.items()}


def _number(written: str) -> Text:
    """A number as people write it: 420 for 420.0, 3,5 for 3.5."""
    short = written.rstrip("0").rstrip(".") if "." in written and "E" not in written.upper() else written
    return Text(short.replace(".", ","), short)


def _by_subject(quads: Iterable[ox.Quad]) -> dict[str, list[ox.Quad]]:
    found: defaultdict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        found[name(quad.subject)].append(quad)
    return found


def _literals(quads: Iterable[ox.Quad], path: str) -> list[ox.Literal]:
    return [q.object for q in quads if q.predicate.value == path and isinstance(q.object, ox.Literal)]


def _is_iri(term: object) -> bool:
    return isinstance(term, ox.NamedNode)
