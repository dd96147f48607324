"""How well ties carry, in words: intensity, trust and value, each with its mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.measures.tie_quality import Rated
from graph.rdf.tie_ratings import HIGHEST, answer_label, dimensions
from webapp.ui.language import gettext, ngettext, say
from webapp.ui.page import say_number


def quality_codes() -> Iterable[str]:
    """The codes of each level of each dimension, the highest first."""
    return (f"{name}-{level}" for name in dimensions() for level in range(HIGHEST, 0, -1))


def quality_label(code: str) -> str:
    """A code in the words of the form: `trust-3` is `Vertrauen: ziemlich`."""
    name, _, level = code.rpartition("-")
    return f"{dimension_label(name)}: {say(answer_label(name, int(level)))}"


def dimension_label(code: str) -> str:
    """What a dimension is called at the beginning of a line."""
    label = say(dimensions()[code])
    return label[:1].upper() + label[1:]


def say_rated(rated: Sequence[Rated]) -> list[str]:
    """A line for each dimension with its mean and of how many ties it is."""
    return [
        gettext(
            "%(name)s %(mean)s von %(most)s",
            name=dimension_label(one.dimension),
            mean=say_number(one.mean, 1),
            most=HIGHEST,
        )
        + " "
        + ngettext("(eine Verbindung)", "(%(num)s Verbindungen)", one.ties)
        for one in rated
    ]
