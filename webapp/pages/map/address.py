"""What an address of the map can say beside its filters (`filters.py`): one table for server and browser.

The picture's JSON carries both tables; `static/map/state.js` reads and writes addresses by them and has no list of its
own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from msgspec import UNSET

from graph.text import natural_number
from webapp.pages.map.schemas import AddressJson, ParameterJson
from webapp.pages.map.signs import COLOURINGS, SIZES

DEEPEST = 3
OF_PAGE = ("lang", "netz", "ansicht", "abfrage", "namen", "blatt")
"""Parameters that belong to the page: they stay in the address whatever is chosen on the map."""

Kind = Literal["text", "steps", "codes", "parties", "pair"]


@dataclass(frozen=True, slots=True)
class MapParameter:
    """Whatever else an address says, by its name there and its key in what is read from it.

    `kind`: a text, a number of steps, codes with commas between them, parties one by one, or a pair A~B. A new choice
    takes the place of every other one; `values` are those of a way to draw the map, beside its default.
    """

    name: str
    key: str
    kind: Kind = "text"
    is_choice: bool = False
    values: tuple[str, ...] = ()

    def as_json(self) -> ParameterJson:
        """The line of the browser's table."""
        most = DEEPEST if self.kind == "steps" else UNSET
        return ParameterJson(self.name, self.key, self.kind, self.is_choice, list(self.values), most)


PARAMETERS = (
    MapParameter("akteur", "actor", is_choice=True),
    MapParameter("tiefe", "depth", "steps", is_choice=True),
    MapParameter("luecke", "gap", is_choice=True),
    MapParameter("luecken", "gapKinds", "codes"),
    MapParameter("weg", "path", "pair", is_choice=True),
    MapParameter("paar", "pair", "pair", is_choice=True),
    MapParameter("gemeinsam", "shared", "parties", is_choice=True),
    MapParameter("groesse", "size", values=tuple(one.name for one in SIZES if one.name)),
    MapParameter("farbe", "colour", values=tuple(one.name for one in COLOURINGS if one.name)),
    MapParameter("gruppen", "groupsAs", values=("flaeche", "knoten")),
    MapParameter("themen", "withTopics", values=("1",)),
    MapParameter("am", "day"),
    MapParameter("vergleich", "against"),
    MapParameter("ohnezeit", "undated"),
    MapParameter("ausschnitt", "frame"),
)
OPTIONS: Mapping[str, tuple[str, ...]] = {one.name: one.values for one in PARAMETERS if one.values}
"""How the map is drawn: the values that each parameter can have beside its default."""


def address_as_json() -> AddressJson:
    """The parameters for the browser; its filters stand with their values under `facets`."""
    return AddressJson([one.as_json() for one in PARAMETERS], list(OF_PAGE))


def read_parameter(parameter: MapParameter, said: Sequence[str]) -> Any:
    """The value of all that an address says under one name; what makes no sense there counts as not said."""
    return _READERS[parameter.kind](said)


def _text(said: Sequence[str]) -> str:
    return said[0] if said else ""


def _steps(said: Sequence[str]) -> int:
    number = _text(said)
    return min(natural_number(number) or 0, DEEPEST) if number.isascii() else 0


def _codes(said: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, ",".join(said).split(",")))


def _parties(said: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, said)))


def _pair(said: Sequence[str]) -> tuple[str, str] | None:
    first, _, second = _text(said).partition("~")
    return (first, second) if first and second and first != second else None


_READERS: Mapping[Kind, Callable[[Sequence[str]], Any]] = {
    "text": _text,
    "steps": _steps,
    "codes": _codes,
    "parties": _parties,
    "pair": _pair,
}
