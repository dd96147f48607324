"""The questions by which people judge how well a tie carries, and the levels of their answers, from the ontology.

Source of the seven questions: D. Varda and others, PARTNER (2008); `ontology/core.ttl` says what each asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from graph.model import Text
from graph.paths import ONTOLOGY
from graph.protocol import Term
from graph.terms import NETZ, NK, RDFS, SKOS, local_name
from graph.text import name, wording

HIGHEST = 4
"""Levels count from 1 to here."""
_QUALITY = NETZ + "quality"
_SCHEMES = frozenset({NK + "intensities", NK + "degrees"})


@dataclass(frozen=True, slots=True)
class TieQuestion:
    """What is asked of a tie; `dimension` is the code of what its answer belongs to, its own where it stands alone."""

    property_iri: str
    dimension: str
    label: Text

    @property
    def name(self) -> str:
        """Its code."""
        return local_name(self.property_iri)


@cache
def dimensions() -> dict[str, Text]:
    """Intensity, trust and value by their codes, each what the mean of its questions says."""
    above, labels = _below_quality()
    return {local_name(one): labels[one] for one, upper in above.items() if upper == _QUALITY}


@cache
def questions() -> tuple[TieQuestion, ...]:
    """The questions in the order of the ontology: whatever is below netz:quality and has nothing below it."""
    above, labels = _below_quality()
    asked = (one for one in above if one not in above.values())
    return tuple(TieQuestion(one, local_name(_top(one, above)), labels[one]) for one in asked)


@cache
def levels() -> dict[str, int]:
    """The level of each answer by the IRI of its code; a notation of any other code is no level."""
    answers = {iri for iri, scheme in _statements("codes.ttl", SKOS + "inScheme") if name(scheme) in _SCHEMES}
    said = _statements("codes.ttl", SKOS + "notation")
    return {iri: int(level.value) for iri, level in said if iri in answers and isinstance(level, ox.Literal)}


@cache
def answer_label(dimension: str, level: int) -> Text:
    """The answer of this level in words: that on the intensity, or that which all questions below a dimension share."""
    scheme = NK + ("intensities" if any(one.name == dimension for one in questions()) else "degrees")
    said = _statements("codes.ttl", SKOS + "inScheme")
    code = next(iri for iri, of in said if name(of) == scheme and levels().get(iri) == level)
    words = (one for iri, one in _statements("codes.ttl", SKOS + "prefLabel") if iri == code)
    return wording(one for one in words if isinstance(one, ox.Literal)) or Text()


@cache
def _below_quality() -> tuple[dict[str, str], dict[str, Text]]:
    """What is directly above each property below netz:quality, and the labels of all."""
    upper = {iri: name(above) for iri, above in _statements("core.ttl", RDFS + "subPropertyOf")}
    above = {iri: one for iri, one in upper.items() if one == _QUALITY or upper.get(one) == _QUALITY}
    labels = [(iri, one) for iri, one in _statements("core.ttl", RDFS + "label") if isinstance(one, ox.Literal)]
    said = {iri: wording(one for labelled, one in labels if labelled == iri) or Text() for iri in above}
    return above, said


def _statements(file: str, property_iri: str) -> Iterator[tuple[str, Term]]:
    """Who says what by one property, in the order of the file."""
    quads = ox.parse(path=ONTOLOGY / file, format=ox.RdfFormat.TURTLE)
    return ((name(quad.subject), quad.object) for quad in quads if quad.predicate.value == property_iri)


def _top(iri: str, above: dict[str, str]) -> str:
    return iri if above[iri] == _QUALITY else above[iri]
