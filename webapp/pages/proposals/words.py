"""What was proposed in the reader's words: the answer, the view or the things that it is about, each with its link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.gaps.answers import Decision
from graph.rdf.quad_text import parsed
from graph.upkeep.forms.in_words import ThingChange, WordedChange, changes_in_words
from graph.upkeep.proposed_things import ProposedThings, proposed_things
from webapp.accounts.proposals import Proposal
from webapp.pages.gaps.rows import gap_title
from webapp.ui.change_words import change_label
from webapp.ui.context import get_analysis, get_store
from webapp.ui.form_pages import map_address
from webapp.ui.language import gettext, say
from webapp.ui.links import gap_url, matter_url, resource_url
from webapp.ui.wording import gap_kind_label, gap_state_label, say_date

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is proposed: what it is, and its words; `address` is "" where it has no page."""

    label: str
    text: str
    address: str = ""


def proposal_title(proposal: Proposal) -> str:
    """What it would be, as the list of changes says it afterwards."""
    return change_label(proposal)


def facts_of(proposal: Proposal, lines: Iterable[str]) -> tuple[Fact, ...]:
    """What may be decided on without reading a statement. `lines`: those that this reader may see."""
    things = proposed_things(lines)
    if proposal.kind == "decision":
        found = [*_answered(proposal.about), *(_answer(things.decision) if things.decision else ())]
    elif things.title:
        found = [*_kept(proposal, things)]
    else:
        found = [*_named(things)]
    return tuple(fact for fact in found if fact.text)


def old_and_new(added: Iterable[str], removed: Iterable[str]) -> list[ThingChange]:
    """What these lines of N-Quads do to entries, field by field; of answers and views there are facts instead."""
    before, after = ("".join(f"{line}\n" for line in lines).encode() for lines in (removed, added))
    return changes_in_words(get_store(), list(parsed(after)), list(parsed(before)))


def said(texts: WordedChange, *, is_after: bool) -> str:
    """What a field said, or would say."""
    return ", ".join(map(say, texts.after if is_after else texts.before))


def _answered(one: str) -> list[Fact]:
    """The gap or matter of this id, with its page; without one it may have been closed since."""
    analysis = get_analysis()
    for matter in analysis.matters:
        if matter.id == one:
            return [Fact(gettext("Sache"), say(matter.title), matter_url(one))]
    for gap in analysis.gaps:
        if gap.id == one:
            return [Fact(gettext("Lücke"), f"{gap_title(gap)} ({gap_kind_label(gap.kind)})", gap_url(one))]
    return [Fact(gettext("Lücke"), gettext("Diese Lücke gibt es nicht mehr."))]


def _answer(decision: Decision) -> list[Fact]:
    return [
        Fact(gettext("Antwort"), gap_state_label(decision.answer)),
        Fact(gettext("Beschlossen am"), say_date(decision.day)),
        Fact(gettext("Vertagt auf"), say_date(decision.until)),
        Fact(gettext("Verwiesen an"), decision.referred_to),
        Fact(gettext("Wer kümmert sich"), decision.responsible),
        Fact(gettext("Bis wann"), say_date(decision.due) if decision.due else ""),
        Fact(gettext("Anmerkung"), decision.note),
        Fact(gettext("Antwort von"), decision.author),
    ]


def _kept(proposal: Proposal, things: ProposedThings) -> list[Fact]:
    address = map_address(things.address) if proposal.kind.startswith("view") and things.address else ""
    return [Fact(gettext("Name"), things.title, address), Fact(gettext("Beschreibung"), things.text)]


def _named(things: ProposedThings) -> list[Fact]:
    """The actors and groups that it names; the statements themselves are for who reads RDF."""
    analysis = get_analysis()
    known = [analysis.actors_ever.get(iri) or analysis.groups.get(iri) for iri in things.named]
    found = [one for one in known if one is not None]
    return [Fact(gettext("Betrifft"), say(one.label), resource_url(one.iri)) for one in found[:_MOST_NAMED]]
