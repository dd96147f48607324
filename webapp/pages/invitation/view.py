"""What an invitation list shows: who works on a topic, who is missing, through whom; contacts for who may see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.analysis import Analysis
from graph.cache.beside import unless_it_takes_long
from graph.matters.convenor import can_be_written_to
from graph.matters.invitations import Invitations, Missing
from graph.matters.matter import Matter
from graph.measures.introducers import Introducer
from graph.model import Actor, Ref
from graph.network.belonging import downwards
from webapp.pages.gaps.rows import gap_title
from webapp.pages.matters.view import demanded_first
from webapp.pages.topics.view import at_work_on, groups_on
from webapp.ui.contact_lines import ContactLine, contact_lines
from webapp.ui.language import gettext, ngettext, say
from webapp.ui.links import gap_url, matter_url, slug_of
from webapp.ui.one_sheet import shown_on_paper
from webapp.ui.sorting import label_key

_LINES_OF_GROUPS, _LINES_OF_ACTORS, _LETTERS_OF_A_NAME = 10, 32, 35
"""Of the sheet: names stand in two columns."""
_LINES_OF_MISSING, _LETTERS_OF_A_CELL = 22, 28
REASONS = 2
"""How many reasons stand on the sheet for somebody."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why somebody is to be asked, and the page that says more."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Guest:
    """One line of the list. `contacts` is None for a reader who may not see persons.

    `why` and `through` are of those who are missing; `how` says why just they can introduce them.
    """

    actor: Actor
    contacts: Sequence[ContactLine] | None
    why: tuple[Occasion, ...] = ()
    through: Ref | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """The list for one topic; `missing` is None while what is open is being computed."""

    topic: Ref
    slug: str
    groups: tuple[Guest, ...]
    actors: tuple[Guest, ...]
    missing: tuple[Guest, ...] | None

    @property
    def on_paper(self) -> tuple[int, int, int]:
        """So many of the groups, the actors and the missing stand on the one sheet that is printed."""
        return (
            shown_on_paper(list(map(_short_text, self.groups)), lines=_LINES_OF_GROUPS, letters=_LETTERS_OF_A_NAME),
            shown_on_paper(list(map(_short_text, self.actors)), lines=_LINES_OF_ACTORS, letters=_LETTERS_OF_A_NAME),
            shown_on_paper(
                list(map(_long_text, self.missing or ())), lines=_LINES_OF_MISSING, letters=_LETTERS_OF_A_CELL
            ),
        )

    @property
    def guests(self) -> tuple[Guest, ...]:
        """All of them."""
        return (*self.groups, *self.actors, *(self.missing or ()))

    @property
    def shows_contacts(self) -> bool:
        """Whether this reader is shown contact persons of anybody on the list."""
        return any(one.contacts is not None for one in self.guests)


def say_contact(line: ContactLine) -> str:
    """A contact person in one line: name, function, telephone, mail."""
    one = line.person
    return ", ".join(filter(None, (one.name, one.function, one.phone, one.mail)))


def make_page(analysis: Analysis, iri: str) -> InvitationPage:
    """The list for a topic and all below it. O(gaps + ties of those who are missing)."""
    topic = analysis.model.topics[iri]
    at_work, groups = at_work_on(analysis, iri), groups_on(analysis, iri)
    existing = [one for one in map(analysis.groups.get, groups) if can_be_written_to(one)]
    return InvitationPage(
        topic=topic,
        slug=slug_of(iri),
        groups=_guests(filter(None, existing)),
        actors=_guests(analysis.actors[one] for one in at_work),
        missing=unless_it_takes_long(lambda: _missing(analysis, iri, at_work | groups)),
    )


def _guests(actors: Iterable[Actor]) -> tuple[Guest, ...]:
    ordered = sorted(actors, key=label_key)
    return tuple(Guest(one, contact_lines(one.iri)) for one in ordered)


def _missing(analysis: Analysis, iri: str, at_work: frozenset[str]) -> tuple[Guest, ...]:
    model = analysis.model
    invitations = Invitations(analysis.everyone, analysis.network, analysis.simple, model.joining)
    topics = frozenset(downwards(model.broader, iri))
    found = invitations.missing(topics, at_work, analysis.gaps, analysis.matters)
    return tuple(_guest(analysis, one) for one in found)


def _guest(analysis: Analysis, one: Missing) -> Guest:
    matters = (Occasion(_asked_in(matter, one.actor.iri), matter_url(matter.id)) for matter in one.matters)
    gaps = (Occasion(gap_title(gap), gap_url(gap.id)) for gap in one.gaps)
    through = analysis.model.ref(one.introducer.iri) if one.introducer else None
    how = _say_how(one.introducer) if one.introducer else ""
    return Guest(one.actor, contact_lines(one.actor.iri), (*matters, *gaps), through, how)


def _asked_in(matter: Matter, iri: str) -> str:
    """What a matter says about somebody: what is demanded of them, else another gap of theirs, else its own name."""
    about = (gap for gap in demanded_first(matter) if any(party.iri == iri for party in gap.parties))
    return next((gap_title(gap) for gap in about if gap.subject.iri != iri), say(matter.title))


def _say_how(introducer: Introducer) -> str:
    if introducer.belongs:
        return gettext("arbeitet selbst daran")
    number = introducer.in_circle
    return ngettext("mit einem verbunden, der daran arbeitet", "mit %(num)d verbunden, die daran arbeiten", number)


def _short_text(one: Guest) -> str:
    return ", ".join((say(one.actor.label), *map(say_contact, one.contacts or ())))


def _long_text(one: Guest) -> str:
    """The longest cell of a line, which takes the height of it."""
    why = "; ".join(reason.text for reason in one.why[:REASONS])
    through = f"{say(one.through.label)} ({one.how})" if one.through else ""
    return max((_short_text(one), why, through), key=len)
