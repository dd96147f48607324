"""An entry as it is stored: its statements, their fingerprint, and what stands in the fields of its form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

import pyoxigraph as ox

from graph.errors import Conflict
from graph.load.sound_terms import is_iri
from graph.model import DEFAULT_LANGUAGE
from graph.protocol import Store
from graph.rdf.values import UnreadableError, read_day
from graph.terms import DERIVED_GRAPH, NETZ, RDF, RUN_GRAPHS
from graph.text import name
from graph.upkeep.forms.dates import PRECISION_OF, precision_named, write_typed
from graph.upkeep.forms.fields import Form, FormField, Values
from graph.upkeep.forms.former import REPLACED_BY
from graph.upkeep.forms.names import known_things, labels_of

_QUERY = "SELECT ?p ?o ?g WHERE {{ GRAPH ?g {{ {node} ?p ?o }} {only} }}"
_TO = "SELECT ?s ?p ?g WHERE {{ GRAPH ?g {{ ?s ?p {node} }} }}"


@dataclass(frozen=True, slots=True)
class ResourceEntry:
    """What is said of one resource, without what follows from other statements."""

    iri: str
    quads: tuple[ox.Quad, ...]

    @property
    def is_there(self) -> bool:
        """Whether anything is said of it but whom it was merged into."""
        return any(one.predicate.value != REPLACED_BY for one in self.quads)

    @property
    def types(self) -> tuple[str, ...]:
        """Its classes."""
        return tuple(sorted(name(one.object) for one in self.of(RDF + "type")))

    @property
    def graph(self) -> ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None:
        """The graph that says what it is: where further statements go."""
        said = [*self.of(RDF + "type"), *self.quads]
        return said[0].graph_name if said else None

    @property
    def networks(self) -> tuple[str, ...]:
        """The networks that it says it belongs to."""
        return tuple(sorted(name(one.object) for one in self.of(NETZ + "inNetwork")))

    def of(self, path: str) -> list[ox.Quad]:
        """The statements of one property."""
        return [one for one in self.quads if one.predicate.value == path]

    @property
    def fingerprint(self) -> str:
        """What tells this state of it from any other."""
        lines = sorted({f"{one.predicate} {one.object}" for one in self.quads})
        return sha256("\n".join(lines).encode()).hexdigest()[:24]


def read_entry(store: Store, iri: str, *properties: str) -> ResourceEntry:
    """What a store says of a resource, of these properties alone if any are named; of one that is not there nothing."""
    if not is_iri(iri):
        return ResourceEntry(iri, ())
    node = ox.NamedNode(iri)
    only = f"VALUES ?p {{ {' '.join(f'<{one}>' for one in properties)} }}" if properties else ""
    rows = store.select(_QUERY.format(node=node, only=only))
    quads = [ox.Quad(node, row["p"], row["o"], row["g"]) for row in rows if _counts(row["g"])]  # type: ignore[arg-type]
    return ResourceEntry(iri, tuple(sorted(quads, key=str)))


def statements_to(store: Store, iri: str) -> list[ox.Quad]:
    """What a store says of other resources and this one."""
    if not is_iri(iri):
        return []
    node = ox.NamedNode(iri)
    rows = store.select(_TO.format(node=node))
    return [ox.Quad(row["s"], row["p"], node, row["g"]) for row in rows if _counts(row["g"])]  # type: ignore[arg-type]


def _counts(graph: object) -> bool:
    """Whether a graph holds what somebody said."""
    held = name(graph) if isinstance(graph, ox.NamedNode) else ""
    return held != DERIVED_GRAPH and not held.startswith(RUN_GRAPHS)


def check_unchanged(store: Store, iri: str, fingerprint: str) -> None:
    """Raise Conflict (409) where something else is said of an entry than what somebody saw."""
    if fingerprint and read_entry(store, iri).fingerprint != fingerprint:
        raise Conflict(
            "Somebody else has changed this entry since you opened it.", hint="Look at both versions, then save again."
        )


def only_if_free(store: Store, iris: Iterable[str]) -> Callable[[], None]:
    """What raises Conflict (409) where somebody has just made an entry of one of these addresses."""
    wanted = tuple(iris)

    def check() -> None:
        if any(read_entry(store, iri).quads for iri in wanted):
            raise Conflict("Somebody has just made an entry of this name.", hint="See whether it is the same.")

    return check


def only_if_as_read(store: Store, entries: Iterable[ResourceEntry]) -> Callable[[], None]:
    """What raises Conflict (409) where something else is said of one of these entries by now."""
    read = {one.iri: one.fingerprint for one in entries}

    def check() -> None:
        for iri, fingerprint in read.items():
            check_unchanged(store, iri, fingerprint)

    return check


def values_of(store: Store, form: Form, entry: ResourceEntry) -> dict[str, list[str]]:
    """What stands in the fields of a form, by their keys."""
    return {one.key: _values(store, one, entry) for one in form.fields}


def _values(store: Store, field: FormField, entry: ResourceEntry) -> list[str]:
    terms = stated_terms(field, entry)
    if field.editor == "thing":
        return written_things(store, field, [name(one.object) for one in terms])
    if field.editor == "date":
        precision = precision_named(name(one.object) for one in entry.of(PRECISION_OF.get(field.path, "")))
        return [_date(one.object, precision) for one in terms]
    texts = [name(one.object) for one in terms]
    if field.editor == "number":
        return [one.replace(".", ",") if "." in one else one for one in texts]
    return ["\n".join(texts)] if field.editor == "lines" and texts else texts


def stated_terms(field: FormField, entry: ResourceEntry) -> list[ox.Quad]:
    """The statements that a field stands for; one text without a language is that of the first language."""
    found = entry.of(field.path)
    if not field.language:
        return found
    return [one for one in found if _language(one.object) == field.language]


def _language(term: object) -> str:
    given = (term.language or DEFAULT_LANGUAGE) if isinstance(term, ox.Literal) else ""
    return given.partition("-")[0]


def written_things(store: Store, field: FormField, iris: Iterable[str]) -> list[str]:
    """Things as they stand in a field, by their names."""
    wanted = list(iris)
    if not wanted:
        return []
    known = known_things(store, field.classes)
    others = labels_of(store, [one for one in wanted if one not in known.labels])
    return [known.written(one) if one in known.labels else others[one].in_language(DEFAULT_LANGUAGE) for one in wanted]


def _date(term: object, precision: str) -> str:
    try:
        day, shown = read_day(term)  # type: ignore[arg-type]  # any other term is no day
    except UnreadableError:
        return name(term)  # type: ignore[arg-type]
    return write_typed(day, precision or shown)


def blank_values(form: Form, given: Values) -> dict[str, list[str]]:
    """What stands in the fields of a new entry: what an address brings along, else the default of a field."""
    return {one.key: list(given.get(one.key, ())) or ([one.default] if one.default else []) for one in form.fields}
