"""What trials of reliability say of a gap: a reason that scores nothing, and a weaker strength.

The trials: `graph.measures.kernels.stability`.
"""

from __future__ import annotations

from graph.gaps.wording import say
from graph.measures.kernels.stability import Stability
from graph.model import Reason, Strength

LOOKED_AT = 5
"""How far down the list of a trial a finding may have fallen and still count as found, in lengths of the list."""


def reliability_reason(standing: Stability | None) -> tuple[Reason, ...]:
    """One reason in words, or none where nothing was tried."""
    if standing is None:
        return ()
    values = {"found": standing.found, "trials": standing.trials}
    if not standing.is_reliable:
        return (Reason(say("fragile", "stability.unreliable", **values), 0.0),)
    key = "stability.ranks" if standing.best < standing.worst else "stability.rank"
    ranks = say("fragile", key, best=standing.best, worst=standing.worst)
    return (Reason(say("fragile", "stability.reliable", ranks=ranks, **values), 0.0),)


def checked(strength: Strength, standing: Stability | None) -> Strength:
    """The strength, or `weak` for what the trials do not bear out."""
    return strength if standing is None or standing.is_reliable else "weak"


def band(rank: int, number: int) -> Strength:
    """Strong for the first fifth of a list, medium for the next two, weak for the rest."""
    share = rank / number
    return "strong" if share < 0.2 else "medium" if share < 0.6 else "weak"  # noqa: PLR2004 - fifths
