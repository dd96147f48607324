"""The sum of a list, as a page and a terminal say it: how much there is, and what that does to the network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.upkeep.lists.difference import ListSums


@dataclass(frozen=True, slots=True)
class Words:
    """How whoever reads it is spoken to: a sentence by its German one, one of two for a number, a number as written."""

    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    number: Callable[[int], str] = str

    def counted(self, text: str, number: int) -> str:
        """A sentence with a number in it."""
        return text % {"shown": self.number(number)}


def sums_in_words(sums: ListSums, words: Words) -> str:
    """Say how much there is: 30 Akteure, 4 Gruppen, 27 Mitgliedschaften; 9 noch ohne Gruppe; 2 Paare klingen gleich."""
    amounts = (
        (sums.actors, words.ngettext("ein Akteur", "%(shown)s Akteure", sums.actors)),
        (sums.groups, words.ngettext("eine Gruppe", "%(shown)s Gruppen", sums.groups)),
        (sums.memberships, words.ngettext("eine Mitgliedschaft", "%(shown)s Mitgliedschaften", sums.memberships)),
        (sums.ties, _ties(sums, words)),
        (sums.contacts, words.ngettext("eine Kontaktperson", "%(shown)s Kontaktpersonen", sums.contacts)),
    )
    there = [words.counted(text, number) for number, text in amounts if number]
    parts = [", ".join(there) or words.gettext("nichts, was sich einlesen lässt")]
    if sums.without_group and sums.groups:
        text = words.ngettext("einer noch ohne Gruppe", "%(shown)s noch ohne Gruppe", sums.without_group)
        parts.append(words.counted(text, sums.without_group))
    if sums.alike:
        text = words.ngettext("ein Paar klingt gleich", "%(shown)s Paare klingen gleich", sums.alike)
        parts.append(words.counted(text, sums.alike))
    return "; ".join(parts)


def _ties(sums: ListSums, words: Words) -> str:
    """How many ties there are; beside memberships the others are called so, for everywhere else they are ties too."""
    if sums.memberships:
        return words.ngettext("eine andere Verbindung", "%(shown)s andere Verbindungen", sums.ties)
    return words.ngettext("eine Verbindung", "%(shown)s Verbindungen", sums.ties)


def changes_in_words(sums: ListSums, words: Words) -> str:
    """What that does to the network: "3 neu, 2 geändert, 25 gleich, 1 nicht mehr in der Liste"."""
    amounts = (
        (sums.new, words.gettext("%(shown)s neu")),
        (sums.changed, words.gettext("%(shown)s geändert")),
        (sums.same, words.gettext("%(shown)s gleich")),
        (sums.gone, words.gettext("%(shown)s nicht mehr in der Liste")),
    )
    return ", ".join(words.counted(text, number) for number, text in amounts if number)
