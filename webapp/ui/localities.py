"""The districts and postcodes of a network as pages ask for them, and found by an address."""

from __future__ import annotations

from graph.analysis import Analysis
from graph.places.localities import By, Locality, localities
from graph.places.localities import has_localities as any_has_place
from webapp.ui.language import say
from webapp.ui.links import slug_of
from webapp.ui.memo import memo_without_words


@memo_without_words
def by_district(analysis: Analysis) -> tuple[Locality, ...]:
    """The districts of a network with who works there."""
    return localities(analysis, "stadtteil")


@memo_without_words
def by_postcode(analysis: Analysis) -> tuple[Locality, ...]:
    """The same by the postcodes of addresses."""
    return localities(analysis, "plz")


@memo_without_words
def has_localities(analysis: Analysis) -> bool:
    """Whether anybody of a network has a district or a postcode."""
    return any_has_place(analysis)


def localities_of(analysis: Analysis, by: By) -> tuple[Locality, ...]:
    """The places of a network, parted this way."""
    return by_postcode(analysis) if by == "plz" else by_district(analysis)


def code_of(locality: Locality) -> str:
    """What an address names a place by: the slug of a district, or the postcode."""
    return slug_of(locality.iri) if locality.iri else say(locality.label)


def find_locality(analysis: Analysis, code: str) -> Locality | None:
    """The district or postcode of this code; None for "" and what there is not."""
    everywhere = (*by_district(analysis), *by_postcode(analysis)) if code else ()
    return next((locality for locality in everywhere if code_of(locality) == code), None)
