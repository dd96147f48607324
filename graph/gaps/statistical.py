"""The gap kinds that are computed from the whole network at once: fit, fragile and predicted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial

from graph.gaps.result import GapResult
from graph.model import STATISTICAL, GapKind
from graph.network.arrays import Arrays
from graph.network.reading import Model


def find_statistical_gaps(
    arrays: Arrays,
    model: Model,
    *,
    network: str | None = None,
    kinds: Collection[GapKind] = STATISTICAL,
    top: int | None = None,
    answered: Collection[str] = (),
) -> dict[GapKind, GapResult]:
    """The gaps of these kinds and what the data could not carry; `top` per kind, None for each kind's own number.

    `answered`: ids of gaps with an answer, in whose place the next guesses come up.
    """
    from graph.gaps.fit import find_fit_gaps  # noqa: PLC0415 - brings half of scipy, which a start need not load
    from graph.gaps.fragile import find_fragile_gaps  # noqa: PLC0415 - the same

    most = {} if top is None else {"top": top}
    finders: Mapping[GapKind, Callable[..., GapResult]] = {
        "fit": find_fit_gaps,
        "fragile": find_fragile_gaps,
        "predicted": partial(_guesses, answered=answered),
    }
    return {kind: finders[kind](arrays, model, network=network, **most) for kind in STATISTICAL if kind in kinds}


def _guesses(arrays: Arrays, model: Model, *, network: str | None, answered: Collection[str], **most: int) -> GapResult:
    """Pairs, then memberships."""
    from graph.gaps.memberships import find_suggested_memberships  # noqa: PLC0415 - the same
    from graph.gaps.predicted import find_predicted_gaps  # noqa: PLC0415 - the same

    pairs = find_predicted_gaps(arrays, model, network=network, answered=answered, **most)
    fitting = find_suggested_memberships(arrays, model, network=network, answered=answered, **most)
    return GapResult((*pairs.gaps, *fitting.gaps), (*pairs.notes, *fitting.notes))
