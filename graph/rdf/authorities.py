"""Registers in which actors stand as well: by which address each names them, and how it is called.

An actor names its entry by schema:sameAs, "a reference page that says unambiguously what this is". owl:sameAs would
make every statement about the entry one about the actor, and skos:exactMatch is between concepts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Text


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its code, what it is called, how its numbers and addresses look, and the address that is written."""

    code: str
    name: Text
    number: re.Pattern[str]
    addresses: re.Pattern[str]
    address: str


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An entry in a register, by its number there."""

    register: Register
    number: str

    @property
    def iri(self) -> str:
        """Its address, in the one spelling that all share."""
        return self.register.address + self.number


REGISTERS = (
    Register(
        "gnd",
        Text("Gemeinsame Normdatei (GND)", "Integrated Authority File (GND)"),
        re.compile(r"\d[\dX-]*"),
        re.compile(r"https?://d-nb\.info/gnd/"),
        "https://d-nb.info/gnd/",
    ),
    Register(
        "wikidata",
        Text("Wikidata", "Wikidata"),
        re.compile(r"Q\d+"),
        re.compile(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/"),
        "http://www.wikidata.org/entity/",
    ),
    Register(
        "ror",
        Text("Research Organization Registry (ROR)", "Research Organization Registry (ROR)"),
        re.compile(r"0[a-z0-9]{6}\d\d"),
        re.compile(r"https?://(?:www\.)?ror\.org/"),
        "https://ror.org/",
    ),
    Register(
        "ags",
        Text("Amtlicher Gemeindeschlüssel", "Official municipality key of Germany"),
        re.compile(r"\d{8}"),
        re.compile(r"https?://dcat-ap\.de/def/politicalGeocoding/municipalityKey/"),
        "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/",
    ),
)


def read_entry(iri: str) -> RegisterEntry | None:
    """The entry that an address names; None for an address of no register that is known here."""
    plain = iri.rstrip("/")
    for register in REGISTERS:
        found = register.addresses.match(plain)
        if found and register.number.fullmatch(plain, found.end()):
            return RegisterEntry(register, plain[found.end() :])
    return None


def entry_of_number(register: str, number: str) -> RegisterEntry | None:
    """The entry with a number in the register of a code; None where there is none such, or no number of it looks so."""
    known = next((one for one in REGISTERS if one.code == register), None)
    return RegisterEntry(known, number) if known and known.number.fullmatch(number) else None
