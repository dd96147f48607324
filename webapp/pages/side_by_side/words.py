"""What the figures are called and what they mean, and why one is not compared."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString

from graph.measures.brokerage import LEAST_ACTORS, LEAST_TIES
from graph.side_by_side.comparability import Doubt
from graph.side_by_side.sizes import NetworkSize, SizeName
from webapp.ui.language import gettext
from webapp.ui.language import lazy_gettext as _l
from webapp.ui.page import say_number
from webapp.ui.wording import KEY_FIGURES

LABELS: Mapping[SizeName, LazyString] = {
    "actors": KEY_FIGURES["actors"],
    "groups": KEY_FIGURES["groups"],
    "exists": KEY_FIGURES["existing_ties"],
    "planned": _l("geplante Verbindungen"),
    "demanded": _l("geforderte Verbindungen"),
    "ended": _l("beendete Verbindungen"),
    "unclear": _l("Verbindungen mit unklarem Stand"),
    "open_demands": KEY_FIGURES["open_demands"],
    "unconnected": KEY_FIGURES["unconnected_actors"],
    "in_groups": _l("Akteure in einer Gruppe"),
    "with_kind": _l("Akteure, deren Art erfasst ist"),
    "with_topic": _l("Akteure, deren Thema erfasst ist"),
    "partners": _l("Partner je Akteur oder Gruppe"),
    "largest_part": _l("Im größten zusammenhängenden Teil"),
    "density": _l("Dichte"),
    "proven": _l("Einträge mit Belegstelle"),
}
SECTIONS: tuple[tuple[LazyString, tuple[SizeName, ...]], ...] = (
    (_l("Größe"), ("actors", "groups", "open_demands")),
    (_l("Verbindungen nach ihrem Stand"), ("exists", "planned", "demanded", "ended", "unclear")),
    (_l("Wie es zusammenhängt"), ("partners", "unconnected", "in_groups", "largest_part", "density")),
    (_l("Wie viel erfasst ist"), ("with_topic", "with_kind", "proven")),
)
_MEANINGS: Mapping[str, LazyString] = {
    "partners": _l("Mit so vielen anderen ist jeder im Mittel verbunden. Das hängt kaum von der Größe ab."),
    "density": _l(
        "Anteil der verbundenen Paare an allen möglichen. Sie sinkt, je größer ein Netzwerk ist: Zum Vergleich taugen "
        "die Partner je Akteur."
    ),
    "largest_part": _l("So viele Akteure und Gruppen erreichen einander, wenn auch über andere."),
}
_DOUBTS: Mapping[Doubt, LazyString] = {
    "no_actors": _l("Es ist kein Akteur erfasst."),
    "few_actors": _l(
        "Dafür sind es zu wenige Akteure (unter %(actors)s): Ein einziger würde den Anteil zu stark verschieben."
    ),
    "no_ties": _l("Es ist keine bestehende Verbindung erfasst."),
    "few_ties": _l("Dafür sind zu wenige verbundene Paare erfasst (unter %(ties)s)."),
    "no_entries": _l("Es ist nichts eingetragen."),
    "few_kinds": _l("Nach Arten lässt es sich nicht sagen: Von den meisten Akteuren ist die Art nicht erfasst."),
    "no_topics": _l("Es ist kein Thema erfasst."),
    "few_topics": _l(
        "Von den meisten Akteuren ist kein Thema erfasst: Eine leere Zelle sagt hier nicht, dass niemand daran "
        "arbeitet."
    ),
}


def meaning_of(name: SizeName) -> str:
    """What a figure means where its name does not say it; "" where it does."""
    return str(_MEANINGS.get(name, ""))


def say_doubt(doubt: Doubt | None) -> str:
    """Why something is not compared, "" where it is."""
    return str(_DOUBTS[doubt]) % {"actors": LEAST_ACTORS, "ties": LEAST_TIES} if doubt else ""


def say_size(size: NetworkSize) -> str:
    """A figure as it stands in a table: a share with both its numbers."""
    if size.value is None:
        return gettext("wird berechnet")
    if size.share is None:
        return say_number(size.value, 3 if size.name == "density" else 1)
    return gettext(
        "%(part)s von %(whole)s (%(share)s %%)",
        part=say_number(size.value),
        whole=say_number(size.of),
        share=say_number(round(100 * size.share)),
    )
