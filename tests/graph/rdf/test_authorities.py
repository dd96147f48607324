"""Addresses of registers are known in every spelling that is in use, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from graph.rdf.authorities import read_entry


@pytest.mark.parametrize(
    ("address", "code", "number"),
    [
        ("https://d-nb.info/gnd/2007986-6", "gnd", "2007986-6"),
        ("http://d-nb.info/gnd/118540238X/", "gnd", "118540238X"),
        ("http://www.wikidata.org/entity/Q1726", "wikidata", "Q1726"),
        ("https://www.wikidata.org/wiki/Q1726", "wikidata", "Q1726"),
        ("https://ror.org/02kpeqv85", "ror", "02kpeqv85"),
        ("http://dcat-ap.de/def/politicalGeocoding/municipalityKey/15003000", "ags", "15003000"),
    ],
)
def test_an_entry_is_known_by_its_address(address: str, code: str, number: str) -> None:
    entry = read_entry(address)
    assert entry is not None
    assert (entry.register.code, entry.number) == (code, number)
    assert read_entry(entry.iri) == entry


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://d-nb.info/gnd/",
        "https://d-nb.info/gnd/x",
        "https://wikidata.org.evil.example/wiki/Q1",
        "urn:x",
        "Q1726",
    ],
)
def test_other_addresses_are_none(address: str) -> None:
    assert read_entry(address) is None
