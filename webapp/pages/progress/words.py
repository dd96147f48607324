"""What the figures of progress are called, and the list behind each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from flask import url_for
from flask_babel import LazyString

from graph.analysis import Analysis
from graph.model import GAP_KINDS
from graph.progress.figures import FIGURES, Topic
from graph.progress.former import Unknown
from graph.progress.indicators import Reached
from graph.report.demands import DemandStanding
from webapp.pages.gaps.filter import PUT_ASIDE
from webapp.pages.start.routes import lists_of_figures
from webapp.ui.language import lazy_gettext as _l
from webapp.ui.links import slug_of
from webapp.ui.wording import KEY_FIGURES, demand_standing_label, gap_kind_label

HEADINGS: Mapping[Topic, LazyString] = {
    "matters": _l("Sachen"),
    "resolutions": _l("Beschlüsse"),
    "demands": _l("Gefordertes"),
    "gaps": _l("Lücken, offen"),
    "measures": _l("Maßnahmen"),
    "network": _l("Das Netzwerk"),
}
_LABELS: Mapping[str, LazyString] = {
    "matters_open": _l("offen für die Lenkungsgruppe"),
    "matters_decided": _l("beschlossen oder wird angegangen"),
    "matters_postponed": _l("vertagt"),
    "matters_otherwise": _l("verwiesen, kein Bedarf oder schon da"),
    "resolutions_underway": _l("noch zu tun"),
    "resolutions_overdue": _l("überfällig"),
    "resolutions_done": _l("erledigt"),
    "resolutions_again": _l("neu zu klären oder anders beantwortet"),
    "measures_exists": _l("bestehen"),
    "measures_planned": _l("geplant"),
    "measures_demanded": _l("gefordert"),
    **KEY_FIGURES,
}
UNKNOWN: Mapping[Unknown, LazyString] = {
    "pending": _l("wird berechnet"),
    "before": _l("vor der ersten Aufzeichnung"),
    "too_large": _l("zu groß, um den damaligen Stand zu zeigen"),
    "elsewhere": _l("Verlauf liegt auf einem anderen Server"),
}
REACHED: Mapping[Reached, LazyString] = {
    "reached": _l("Ziel erreicht"),
    "on_the_way": _l("noch nicht am Ziel"),
    "missed": _l("Ziel verfehlt"),
    "unknown": _l("ohne Ziel oder Wert"),
}
CHIPS: Mapping[Reached, str] = {"reached": "exists", "on_the_way": "decided", "missed": "lapsed", "unknown": "open"}
"""The look of a state of gaps for where an indicator stands."""
_STATES_OF_DEMANDS: Mapping[str, str | None] = {
    "demands_open": None,
    "demands_in_progress": "in_progress",
    "demands_decided": "decided",
    "demands_answered": PUT_ASIDE,
}


def figure_label(name: str) -> str:
    """What a figure is called below the heading of its topic."""
    topic, _, rest = name.partition("_")
    if topic == "gaps":
        return gap_kind_label(rest)
    return demand_standing_label(cast("DemandStanding", rest)) if topic == "demands" else str(_LABELS[name])


def figure_in_words(name: str) -> str:
    """What a figure is called by itself, with the heading of its topic where it says nothing without."""
    topic = next(topic for topic, names in FIGURES.items() if name in names)
    return figure_label(name) if topic == "network" else f"{HEADINGS[topic]}: {figure_label(name)}"


def figure_addresses(analysis: Analysis, former_day: str = "") -> dict[str, str]:
    """The list behind each figure by its name, as it was on a former day."""
    at: dict[str, Any] = {"fassung": former_day} if former_day else {}
    answered = url_for("matters.index", _anchor="beantwortet", **at)
    network = slug_of(analysis.network_iri) if analysis.network_iri else None
    found = {
        "matters_open": url_for("matters.index", _anchor="gruppe", **at),
        **dict.fromkeys(("matters_decided", "matters_postponed", "matters_otherwise"), answered),
        "demands_met": url_for("questions.show", frage="demands-and-state", netzwerk=network, **at),
    }
    resolutions = url_for("gaps.index", _anchor="beschluesse", **at)
    found |= {f"resolutions_{one}": resolutions for one in ("underway", "overdue", "done", "again")}
    for name, state in _STATES_OF_DEMANDS.items():
        found[name] = url_for("gaps.index", art="demanded", stand=state, _anchor="liste", **at)
    found |= {f"gaps_{kind}": url_for("gaps.index", art=kind, _anchor="liste", **at) for kind in GAP_KINDS}
    plan = url_for("topics.index", _anchor="plan", **at)
    found |= {f"measures_{one}": plan for one in ("exists", "planned", "demanded")}
    return {**found, **lists_of_figures(**at)}
