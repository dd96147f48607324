"""The parameters of a ready question as form fields: what may be chosen, and what the address says was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from graph.errors import QueryError
from graph.model import Ref, Text
from graph.query.named import NamedQuery, QueryParameter
from webapp.ui.context import get_model
from webapp.ui.language import gettext as _
from webapp.ui.language import say
from webapp.ui.links import iri_of, slug_of
from webapp.ui.sorting import both_spellings, label_key

ADDRESS_NAMES = {"actor": "akteur", "group": "gruppe", "topic": "thema", "network": "netzwerk", "date": "datum"}
LISTS = ("actor", "group", "topic", "network")
LONGEST_LIST = 600


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of a list: what the address carries, what the reader sees, whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ParameterField:
    """One parameter: its name in the address, its label, its kind of input, its value or its choices."""

    name: str
    label: str
    input_type: str
    value: str = ""
    choices: tuple[ListEntry, ...] = ()


def make_fields(question: NamedQuery, arguments: MultiDict[str, str]) -> tuple[ParameterField, ...]:
    """The form fields of a question, filled with what the address says."""
    return tuple(_make_field(question, parameter, arguments) for parameter in question.parameters)


def read_values(question: NamedQuery, arguments: MultiDict[str, str]) -> dict[str, str]:
    """The values to bind, by parameter; one that was left empty stays open. Raises QueryError for an unknown name."""
    given = {parameter.name: (parameter, _given(parameter, arguments)) for parameter in question.parameters}
    return {name: _resolve(parameter, value) for name, (parameter, value) in given.items() if value}


def type_of(parameter: QueryParameter) -> str:
    """The type of a parameter; an address that is called after one of our lists is chosen from it."""
    return parameter.name if parameter.type == "iri" and parameter.name in LISTS else parameter.type


def address_name(parameter: QueryParameter) -> str:
    """What a parameter is called in the address."""
    return ADDRESS_NAMES.get(parameter.name, parameter.name)


def _given(parameter: QueryParameter, arguments: MultiDict[str, str]) -> str:
    return (arguments.get(address_name(parameter)) or arguments.get(parameter.name) or "").strip()


def _make_field(question: NamedQuery, parameter: QueryParameter, arguments: MultiDict[str, str]) -> ParameterField:
    name, label, value = address_name(parameter), _label(question, parameter), _given(parameter, arguments)
    if type_of(parameter) not in LISTS:
        kinds = {"date": "date", "integer": "number"}
        return ParameterField(name, label, kinds.get(parameter.type, "text"), value)
    refs = list_choices(type_of(parameter))
    if len(refs) > LONGEST_LIST:
        return ParameterField(name, label, "search", _name_of(refs, value))
    ordered = sorted(refs, key=label_key)
    chosen = _find(refs, value)
    entries = tuple(ListEntry(slug_of(ref.iri), say(ref.label), ref.iri == chosen) for ref in ordered)
    return ParameterField(name, label, "select", value, entries)


def _label(question: NamedQuery, parameter: QueryParameter) -> str:
    """What stands before the field; of several of one type, each has its number."""
    words = {
        "actor": _("Akteur"),
        "group": _("Arbeitsgruppe"),
        "topic": _("Thema"),
        "network": _("Netzwerk"),
        "date": _("Tag"),
        "string": _("Text"),
        "integer": _("Zahl"),
        "iri": _("Adresse (IRI)"),
    }
    same = [one.name for one in question.parameters if type_of(one) == type_of(parameter)]
    word = words[type_of(parameter)]
    return f"{word} {same.index(parameter.name) + 1}" if len(same) > 1 else word


def list_choices(parameter_type: str) -> list[Ref]:
    """All that a parameter of this type may be, in no order."""
    model = get_model()
    if parameter_type == "topic":
        return list(model.topics.values())
    if parameter_type == "network":
        return list(model.networks.values())
    parties = model.groups if parameter_type == "group" else {**model.actors, **model.groups}
    return [Ref(party.iri, party.label) for party in parties.values()]


def _resolve(parameter: QueryParameter, value: str) -> str:
    """The value as the query takes it: a slug or a name becomes an IRI."""
    if type_of(parameter) not in LISTS:
        return iri_of(value) if parameter.type == "iri" else value
    found = _find(list_choices(type_of(parameter)), value)
    if not found:
        raise QueryError(
            "Nothing is called %(name)s here.", hint="Write the name as the list of actors has it.", name=value
        )
    return found


def _find(refs: list[Ref], value: str) -> str:
    """The IRI that a slug, an IRI or a name stands for; "" for none."""
    if not value:
        return ""
    iri = iri_of(value)
    if any(ref.iri == iri for ref in refs):
        return iri
    wanted = both_spellings(value)
    return next((ref.iri for ref in refs if wanted in {both_spellings(name) for name in _names(ref.label)}), "")


def _names(label: Text) -> list[str]:
    return [name for name in label.wordings if name]


def _name_of(refs: list[Ref], value: str) -> str:
    found = _find(refs, value)
    return next((say(ref.label) for ref in refs if ref.iri == found), value)
