"""What the trials of `graph.statistics.stability` say of a gap: a reason that scores nothing, and a weaker strength."""

from __future__ import annotations

from graph.gaps.wording import say
from graph.model import Reason, Strength
from graph.statistics.stability import Standing


def standing_reason(standing: Standing | None) -> tuple[Reason, ...]:
    """One reason in words, or none where nothing was tried."""
    if standing is None:
        return ()
    values = {"found": standing.found, "trials": standing.trials}
    if not standing.is_reliable:
        return (Reason(say("fragile", "stability.unreliable", **values), 0.0),)
    key = "stability.ranks" if standing.best < standing.worst else "stability.rank"
    ranks = say("fragile", key, best=standing.best, worst=standing.worst)
    return (Reason(say("fragile", "stability.reliable", ranks=ranks, **values), 0.0),)


def checked(strength: Strength, standing: Standing | None) -> Strength:
    """The strength, or `weak` for what the trials do not bear out."""
    return strength if standing is None or standing.is_reliable else "weak"
