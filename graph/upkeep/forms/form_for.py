"""The form of a class: every property that a shape of it names is a field, in the order and with the limits it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.errors import NotFound
from graph.load.sound_terms import is_iri
from graph.model import DEFAULT_LANGUAGE, LANGUAGES, Text
from graph.network.tie_kinds import tie_kinds
from graph.protocol import Store
from graph.rdf.actor_classes import ORGANISATIONS
from graph.terms import CV, FOAF, NETZ, ORG, RDF, RDFS, SCHEMA, SH, SKOS, XSD, local_name
from graph.text import slug_for
from graph.upkeep.forms.choices import BOOLEAN, choices_of
from graph.upkeep.forms.fields import Editor, FieldGroup, Form, FormField
from graph.upkeep.forms.names import labels_of
from graph.upkeep.forms.positions import END, START
from graph.upkeep.forms.property_shapes import NO_FIELD, PropertyShape, shapes_of
from graph.upkeep.forms.shape_statements import (
    FIELDS_OF,
    Files,
    ShapeStatements,
    files_beside,
    shape_statements,
)

MAIN = "https://w3id.org/akteursnetz/shapes#Main"
MORE = "https://w3id.org/akteursnetz/shapes#More"
NEW_AS = "https://w3id.org/akteursnetz/shapes#newAs"
TIE = NETZ + "Tie"
_SAID_ELSEWHERE = NO_FIELD | {
    NETZ + one for one in ("confidence", "evidence", "startPrecision", "endPrecision", "precision")
}
_WITHOUT_EVIDENCE = frozenset(
    {
        SKOS + "Concept",
        FOAF + "Document",
        FOAF + "Person",
        CV + "ReferenceFramework",
        NETZ + "Passage",
        SCHEMA + "Place",
    }
)
_ALSO = {
    NETZ + "Demand": NETZ + "Finding",
    NETZ + "Challenge": NETZ + "Finding",
}
_AGENT, _ACTOR = (FOAF + "Agent",), ORG + "FormalOrganization"
_LAST = 1_000.0
_DATES = frozenset({XSD + "date", XSD + "dateTime", XSD + "gYear"})
_NUMBERS = frozenset({XSD + one for one in ("integer", "decimal", "double", "float", "nonNegativeInteger")})
_NEW: dict[str, str] = {FOAF + "Agent": _ACTOR, ORG + "Organization": _ACTOR}
_NEVER_NEW = frozenset({TIE, NETZ + "Network", NETZ + "Passage"})


def form_for(store: Store, class_iri: str) -> Form:
    """The form of a class, once for each revision. Raises NotFound (404) for one that no shape speaks of. O(shapes)."""
    return _FORMS.get(store, (class_iri, files_beside(store)), lambda: _make_form(store, class_iri))


def _make_form(store: Store, class_iri: str) -> Form:
    statements = shape_statements(store)
    shapes = shapes_of(statements, class_iri) if is_iri(class_iri) else []
    by_path: dict[str, list[PropertyShape]] = {}
    for one in shapes:
        if one.path not in _SAID_ELSEWHERE:
            by_path.setdefault(one.path, []).append(one)
    if not by_path and class_iri in ORGANISATIONS:  # of another vocabulary: an actor like any other
        return replace(form_for(store, ORG + "Organization"), class_iri=class_iri)
    if not by_path:
        raise NotFound(
            "Nothing says which fields %(name)s has.", hint="Lay a shape for it beside the store.", name=class_iri
        )
    above = statements.above(class_iri)
    fields = [one for path, those in by_path.items() for one in _fields(store, statements, path, those)]
    if TIE in above:
        fields += _ends(store, statements, above, set(by_path))
    fields = [_unasked(one, is_tie=TIE in above) for one in fields]
    if FOAF + "Person" in above:
        fields = [replace(one, new_as="") for one in fields]  # what is said of somebody makes nothing public
    return Form(
        class_iri,
        _label(statements, class_iri),
        types_of_new(statements, class_iri),
        tuple(sorted(fields, key=lambda one: (one.group.order, one.order, one.label.in_language("de"), one.language))),
        is_tie=TIE in above,
        rests_on_evidence=_WITHOUT_EVIDENCE.isdisjoint(above),
    )


_FORMS: RevisionCache[Store, tuple[str, Files], Form] = RevisionCache(lambda store, _: store.revision, most=40)
_KINDS: RevisionCache[Store, Files, dict[str, str]] = RevisionCache(lambda store, _: store.revision, most=2)


def class_of(store: Store, types: Iterable[str]) -> str:
    """The most specific of the types of an entry that has a form; "" for none."""
    statements = shape_statements(store)
    known = [one for one in types if has_form(statements, one)]
    above = {upper for one in known for upper in statements.above(one)[1:]}
    return min((one for one in known if one not in above), default=min(known, default=""))


def name_of_class(store: Store, class_iri: str) -> Text:
    """What an entry of a class is called: by its form, by the vocabulary, else by the last part of its IRI."""
    return _label(shape_statements(store), class_iri)


def has_form(statements: ShapeStatements, class_iri: str) -> bool:
    """Whether a shape says what fields a class has; every class of those who can be actors has a form."""
    nodes = [one for shape in statements.subjects(FIELDS_OF) for one in statements.all(shape, FIELDS_OF)]
    classes = {one.value for one in nodes if isinstance(one, ox.NamedNode)}
    return class_iri in ORGANISATIONS or not classes.isdisjoint(statements.above(class_iri))


def kinds_of_entries(store: Store) -> dict[str, str]:
    """The classes that have a form of their own, by the word that addresses name them: `schnittstelle`."""
    return _KINDS.get(store, files_beside(store), lambda: _read_kinds(store))


def _read_kinds(store: Store) -> dict[str, str]:
    statements = shape_statements(store)
    nodes = [one for shape in statements.subjects(FIELDS_OF) for one in statements.all(shape, FIELDS_OF)]
    classes = {one.value for one in nodes if isinstance(one, ox.NamedNode)} | set(tie_kinds(store).by_iri())
    return {
        slug_for(_label(statements, one).in_language(DEFAULT_LANGUAGE)): one for one in sorted(classes) if one != TIE
    }


def class_for_word(store: Store, word: str) -> str:
    """The class that an address means: by its word, its IRI, or the last part of it. Raises NotFound (404)."""
    known = kinds_of_entries(store)
    if word in known:
        return known[word]
    statements = shape_statements(store)
    classes = {one.value for one in statements.subjects(RDFS + "subClassOf") if isinstance(one, ox.NamedNode)}
    found = min((one for one in classes | ORGANISATIONS if word in {one, local_name(one)}), default="")
    if not found or found == TIE or not has_form(statements, found):
        raise NotFound("There is no kind of entry called %(name)s.", name=word[:60])
    return found


def types_of_new(statements: ShapeStatements, class_iri: str) -> tuple[str, ...]:
    """The classes that a new entry is stated to be of."""
    own = [
        shape for shape in statements.subjects(FIELDS_OF) if ox.NamedNode(class_iri) in statements.all(shape, FIELDS_OF)
    ]
    found = [str(one)[1:-1] for shape in own for one in statements.all(shape, NEW_AS)]
    kinds = found or [class_iri]
    return tuple(dict.fromkeys([*kinds, *(_ALSO[one] for one in kinds if one in _ALSO)]))


def _label(statements: ShapeStatements, class_iri: str) -> Text:
    """What an entry of it is called: what its own form says, what the class is called, or what a form above says."""
    node = ox.NamedNode(class_iri)
    own = _said_by_form(statements, class_iri), statements.text(node, RDFS + "label")
    above = (_said_by_form(statements, one) for one in statements.above(class_iri)[1:])
    return next((one for one in (*own, *above) if one != Text()), statements.name_of(class_iri))


def _said_by_form(statements: ShapeStatements, class_iri: str) -> Text:
    shapes = statements.subjects(FIELDS_OF)
    own = [one for one in shapes if ox.NamedNode(class_iri) in statements.all(one, FIELDS_OF)]
    return _first_text((statements.text(one, RDFS + "label") for one in own), Text())


def _fields(store: Store, statements: ShapeStatements, path: str, shapes: Sequence[PropertyShape]) -> list[FormField]:
    """One field, or one for each language; the shapes that are read first say more."""
    datatype = next((one.datatype for one in shapes if one.datatype), "")
    if not datatype and any(one.is_address for one in shapes) and not any(_limits_things(one) for one in shapes):
        datatype = SH + "IRI"
    first = shapes[0]
    editor = _editor(shapes, datatype)
    classes = next((one.classes for one in shapes if one.classes), ())
    most = [one.at_most for one in shapes if one.at_most is not None]
    base = {
        "path": path,
        "label": _first_text((one.name for one in shapes), statements.name_of(path)),
        "help": _first_text((one.help for one in shapes), Text()),
        "group": _group(statements, next((one.group for one in shapes if one.group), MORE)),
        "order": next((one.order for one in shapes if one.order is not None), _LAST),
        "editor": editor,
        "datatype": datatype,
        "at_least": max(one.at_least for one in shapes),
        "at_most": 1 if datatype == BOOLEAN else min(most) if most else None,
        "choices": choices_of(store, statements, shapes) if editor == "choice" else (),
        "classes": classes,
        "new_as": _new_as(statements, classes) if editor == "thing" else "",
        "pattern": next((one.pattern for one in shapes if one.pattern), ""),
        "longest": first.longest or max((one.longest for one in shapes), default=0),
        "least": max((one.least for one in shapes if one.least is not None), default=None),
        "most": min((one.most for one in shapes if one.most is not None), default=None),
        "message": _first_text((one.message for one in shapes), Text()),
        "default": next((one.default for one in shapes if one.default), ""),
    }
    if datatype != RDF + "langString":
        return [FormField(**base)]  # type: ignore[arg-type]  # each is of its field's type
    return [FormField(**{**base, **_in_language(code)}) for code in LANGUAGES]  # type: ignore[arg-type]


def _in_language(code: str) -> dict[str, object]:
    """The field of one language: the first asks, the others are further down and need no value."""
    if code == DEFAULT_LANGUAGE:
        return {"language": code}
    return {"language": code, "at_least": 0, "group": _OTHER_LANGUAGES}


def _ends(store: Store, statements: ShapeStatements, above: Sequence[str], known: set[str]) -> list[FormField]:
    """The ends of a kind of tie that no shape speaks of: those of a class of somebody's own."""
    kind = next((one for one in map(tie_kinds(store).by_iri().get, above) if one is not None), None)
    ends = dict.fromkeys((kind.source, kind.target)) if kind else {}
    group, labels = _group(statements, MAIN), labels_of(store, ends, statements)
    return [
        FormField(
            one,
            labels[one],
            Text(),
            group,
            number - 1.0,
            "thing",
            at_least=1,
            classes=_AGENT,
            new_as=_ACTOR,
        )
        for number, one in enumerate(ends)
        if one not in known
    ]


def _unasked(field: FormField, *, is_tie: bool) -> FormField:
    """Nobody need say what follows: a tie is named after who takes part, the characters of a passage are counted."""
    follows = {SKOS + "prefLabel"} if is_tie else {START, END}
    return replace(field, at_least=0) if field.path in follows else field


_OTHER_LANGUAGES = FieldGroup("languages", Text("In weiteren Sprachen", "In other languages"), 9.0)


def _first_text(texts: Iterable[Text], otherwise: Text) -> Text:
    return next((one for one in texts if one != Text()), otherwise)


def _group(statements: ShapeStatements, iri: str) -> FieldGroup:
    node = ox.NamedNode(iri)
    order = statements.first(node, SH + "order")
    label = statements.text(node, RDFS + "label")
    number = float(order.value) if isinstance(order, ox.Literal) else _LAST
    return FieldGroup(iri, label if label != Text() else statements.name_of(iri), number)


def _editor(shapes: Sequence[PropertyShape], datatype: str) -> Editor:
    asked = next((one.editor for one in shapes if one.editor), "")
    is_single = next((one.is_single_line for one in shapes if one.is_single_line is not None), None)
    is_listed = datatype == BOOLEAN or any(one.codes or one.texts or one.scheme for one in shapes)
    if is_listed or asked in {"InstancesSelectEditor", "EnumSelectEditor"}:
        return "choice"
    if datatype in _DATES or asked == "DatePickerEditor":
        return "date"
    if datatype in _NUMBERS:
        return "number"
    if not datatype and (any(one.classes for one in shapes) or asked in {"AutoCompleteEditor", "DetailsEditor"}):
        return "thing"
    if is_single is False:
        return "paragraph"
    return "lines" if asked == "TextAreaEditor" and is_single is None else "line"


def _limits_things(shape: PropertyShape) -> bool:
    """Whether it says which resources can stand there, so that they are chosen by name and not by address."""
    return bool(shape.classes or shape.codes or shape.texts or shape.scheme or shape.editor)


def _new_as(statements: ShapeStatements, classes: Sequence[str]) -> str:
    """What a name that nobody has becomes: the first class, unless nothing can be made of it by its name alone."""
    wanted = next(iter(classes), "")
    if not wanted or not _NEVER_NEW.isdisjoint(statements.above(wanted)):
        return ""
    return _NEW.get(wanted, wanted) if has_form(statements, wanted) or wanted in _NEW else ""
