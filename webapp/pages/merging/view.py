"""Two entries side by side, and what becoming one would do, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.model import Tie
from graph.network.reading import Model
from graph.upkeep.merging.likely import LikelyPair
from webapp.ui.language import gettext, say, translate

_PARTNERS = 12
"""Of so many it can be told whether two entries have the same."""


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pair that may be the same, what speaks for it, and where both are, if not in the same network."""

    pair: LikelyPair
    why: tuple[str, ...]
    networks: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One entry of a pair: its name, the networks that tell it from one of the same name, a row for each fact."""

    iri: str
    name: str
    networks: str
    facts: tuple[tuple[str, str], ...]


def shown_pairs(model: Model, pairs: list[LikelyPair]) -> list[ShownPair]:
    """The pairs with their reasons in the reader's language."""
    return [_shown(model, pair) for pair in pairs]


def _shown(model: Model, pair: LikelyPair) -> ShownPair:
    one, other = (_networks_of(model, iri) for iri in (pair.one, pair.other))
    return ShownPair(pair, tuple(translate(why, {}) for why in pair.why), None if one == other else (one, other))


def _networks_of(model: Model, iri: str) -> str:
    actor = model.groups.get(iri) or model.actors.get(iri)
    return ", ".join(say(model.ref(one).label) for one in actor.networks) if actor else ""


def _some(names: Collection[str]) -> str:
    """The first few names, and how many more there are: all of them are on the page of their entry."""
    shown = ", ".join(list(names)[:_PARTNERS])
    return (
        gettext("%(names)s und %(num)s weitere", names=shown, num=len(names) - _PARTNERS)
        if len(names) > _PARTNERS
        else shown
    )


def side_of(model: Model, iri: str, ties: Sequence[Tie], address: Sequence[str]) -> Side:
    """All that a person needs to tell whether two entries are the same; where it is often decides."""
    actor = model.groups.get(iri) or model.actors[iri]
    partners = dict.fromkeys(say(party.label) for tie in ties for party in tie.parties if party.iri != iri)
    facts = (
        (gettext("weitere Namen"), ", ".join(actor.aliases)),
        (gettext("Art"), say(actor.kind.label) if actor.kind else ""),
        (gettext("gehört zu"), ", ".join(say(one.label) for one in actor.part_of)),
        (gettext("Netzwerke"), _networks_of(model, iri)),
        (gettext("Ort"), ", ".join(say(one.label) for one in actor.districts)),
        (gettext("Anschrift"), "; ".join(address)),
        (gettext("verbunden mit"), _some(partners)),
        (gettext("Anmerkung"), actor.note),
    )
    return Side(iri, say(actor.label), _networks_of(model, iri), facts)
