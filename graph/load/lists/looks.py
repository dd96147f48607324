"""A column as it is looked at: its heading, what stands above that, what its cells look like, what it may be."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from graph.load.lists.arrangement import Role
from graph.load.lists.contents import Contents, contents_of
from graph.load.lists.folded import folded, same_name
from graph.load.lists.header import Header
from graph.load.lists.headings import labelled_by, names_thing, roles_of
from graph.load.lists.word_files import lines_of
from graph.load.spreadsheet.table import Table

GROUP_LIKE = re.compile(
    r"^(?:U?AG|AK|RT|UAK|WG|WP|SG|PG|LG|Team|TF|QZ)(?:\b|\d)|^(?:unter-?)?(?:arbeitsgruppe|arbeitskreis|arbeitsgemeinschaft)|"
    r"^runder tisch|^netzwerk|^forum|^fachforum|^beirat|^gremium|^ausschuss|^steuerung|^lenkung|^koordinierung|"
    r"^projektgruppe|^fachgruppe|^themengruppe|^plenum|^working group|^committee|^steering|^task ?force|^work package|"
    r"^(?:\w+)?kreis\b|^stadtteilrunde|^quartiersrunde|^regionalgruppe|^workstream|^fach-?ag\b|"
    r"\b(?:working|steering|task|project) (?:group|force|committee)$|\bcommittee$|"
    r"^\w+(?:runde|konferenz|beirat|ausschuss)\b",
    re.IGNORECASE,
)
"""How the names of groups begin."""
_TOPIC = re.compile(r"(?:thema|themenfeld|handlungsfeld|schwerpunkt|topic)\W+\w", re.IGNORECASE)
_SECTORS = re.compile(
    r"sektor|sector|trager|verwaltung|wirtschaft|zivilgesellschaft|wissenschaft|politik|verein|unternehmen|kommune|behorde"
)
"""Words for kinds that an actor is, and not only offers (Schulsozialarbeit)."""
_ASKS_WHO = frozenset(
    {"mitglied", "mitgliedschaft", "teilnahme", "teilnehmer", "teilnehmend", "vertreten", "dabei", "ja nein",
     "mitwirkung", "mitarbeit", "member", "membership", "rolle"}
)  # fmt: skip
"""What stands below the name of a group and says nothing else."""
_MARKED, _DATED = 0.7, 0.6
_HALF, _MOST, _ALL, _WORD = 0.5, 0.6, 0.9, 50


@dataclass(frozen=True, slots=True)
class Known:
    """What is known outside of a sheet: names of groups and actors as they are compared, and words of codes, folded.

    `is_of_group`: the sheet lists the members of the group that it is called by.
    """

    groups: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    tie_kinds: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    is_of_group: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """A column with all there is to judge it by; `may_be` by its heading, the likelier first."""

    index: int
    heading: str
    above: str
    may_be: tuple[Role, ...]
    contents: Contents

    @property
    def is_marked(self) -> bool:
        """Whether its cells are crosses, or answers of yes and no."""
        return self.contents.marks >= _MARKED and self.contents.count > 0

    @property
    def is_a_column(self) -> bool:
        """Whether it is more than a cell beyond the last heading, and holds no crosses."""
        return (bool(self.heading) or self.contents.count > 1) and not self.is_marked

    @property
    def is_dated(self) -> bool:
        """Whether its cells are days."""
        return self.contents.days >= _DATED and self.contents.mails == 0

    @property
    def names_group(self) -> bool:
        """Whether its heading is the name of a group."""
        return bool(GROUP_LIKE.search(self.heading)) and "groups" not in roles_of_exactly(self.heading)

    @property
    def names_topic(self) -> bool:
        """Whether its heading is a topic, and its cells say who has it: `Thema Sprache`."""
        return self.is_marked and bool(_TOPIC.match(self.heading))

    def is_offer(self, known: Known) -> bool:
        """Whether its heading says what is offered, how or to whom, and its cells say by whom: `ambulant`, `Kinder`."""
        word = folded(self.heading)
        return self.is_marked and (word in _offers() or word in known.topics) and not self.names_group

    def is_kind(self, known: Known) -> bool:
        """Whether its heading is a word for a kind of actor, and its cells say whether somebody is one."""
        word = folded(self.heading)
        return self.is_marked and word in known.kinds and bool(_SECTORS.search(word)) and not self.names_group

    def is_under(self, role: Role) -> bool:
        """Whether it stands below an upper heading of this role."""
        return bool(self.above) and self.above != self.heading and role in roles_of(self.above)


@cache
def _offers() -> frozenset[str]:
    return frozenset(folded(word) for words in lines_of("offers").values() for word in words)


def sheets_of_groups(titles: Collection[str]) -> frozenset[str]:
    """The sheets that are called like a group each, where there are several: they list its members."""
    found = {title for title in titles if GROUP_LIKE.search(title) and not roles_of_exactly(title)}
    return frozenset(found) if len(found) > 1 else frozenset()


def roles_of_exactly(heading: str) -> tuple[Role, ...]:
    """What a heading means when it is nothing but a known word: `AG`, and not `AG Sprache`."""
    word = folded(heading)
    return roles_of(heading) if word.isalpha() else ()


def looks_of(table: Table, header: Header, aside: Collection[int] = ()) -> tuple[Look, ...]:
    """The columns of a table."""
    below = enumerate(table[header.row + 1 :], start=header.row + 1)
    rows = [row for number, row in below if number not in aside and any(row)]
    looks = (
        _look(
            index,
            _heading_of(heading, header.above[index]),
            header.above[index],
            contents_of([row[index] for row in rows]),
        )
        for index, heading in enumerate(header.headings)
    )
    labelled = frozenset(filter(None, map(labelled_by, header.headings)))
    return tuple(_as_address(look) if look.heading in labelled else look for look in looks)


def _heading_of(heading: str, above: str) -> str:
    """A heading; `Mitglied` below `AG Sprache` asks who is in that group, and is headed by it."""
    is_asked = folded(heading) in _ASKS_WHO and bool(GROUP_LIKE.search(above)) and not roles_of_exactly(above)
    return above if is_asked else heading


def _as_address(look: Look) -> Look:
    """A column whose addresses another one says in words: that of the thing itself is an identifier."""
    return replace(look, may_be=("authority",) if names_thing(look.heading) else ("out",))


def _look(index: int, heading: str, above: str, contents: Contents) -> Look:
    may_be = roles_of(heading) if heading else ()
    if "authority" in may_be and contents.numbers >= _ALL:
        may_be = ("authority",)  # AGS is a register of municipalities and more than one AG
    return Look(index, heading, above, may_be, contents)


def by_contents(look: Look, known: Known) -> Role | None:
    """What a column is by its cells alone; None where they leave it open."""
    contents = look.contents
    is_group = look.heading and (look.names_group or same_name(look.heading) in known.groups)
    found: tuple[tuple[Role, bool], ...] = (
        ("email", contents.mails >= _MOST),
        ("phone", contents.phones >= _MOST and contents.numbers < _ALL),
        ("website", contents.urls >= _MOST),
        ("group", bool(is_group) and (look.is_marked or look.is_dated)),
        ("groups", contents.share_of(known.groups) >= _HALF),
        ("kind", contents.share_of(known.kinds) >= _ALL and contents.length < _WORD and look.is_a_column),
        ("contact", contents.persons >= _HALF),
    )
    return next((role for role, is_so in found if is_so), None)
