"""What is to be decided, matter by matter: who said what and how often, a proposal, options, room for the decision."""

from __future__ import annotations

from graph.gaps.answers import Decision
from graph.gaps.wording import say as wording
from graph.matters.matter import Matter
from graph.matters.sections import sections_of
from graph.model import Passage, Text
from graph.report.paper import MatterItem, PaperSection, Said
from webapp.pages.gaps.rows import last_decision
from webapp.pages.report.asked import Asked, MatterWords
from webapp.pages.report.limits import MOST_MATTERS, cut, named
from webapp.ui.language import gettext as _
from webapp.ui.language import ngettext, say
from webapp.ui.links import matter_url, source_url, source_words
from webapp.ui.wording import confidence_label, gap_state_label, readable, say_since

ASKED = wording("matter", "question.proposal")


def matters_of(asked: Asked) -> tuple[Matter, ...]:
    """Those that somebody chose, in their order, as far as they are still there; else what is pinned or comes first."""
    known = {matter.id: matter for matter in asked.analysis.matters}
    if asked.choice.matters:
        return tuple(known[one] for one in asked.choice.matters if one in known)
    return sections_of(asked.analysis.matters).for_a_meeting


def matters(asked: Asked) -> PaperSection | None:
    """The section of matters; None where there is nothing to decide."""
    found = matters_of(asked)
    if not found:
        return None
    items = tuple(_item(asked, matter) for matter in found[:MOST_MATTERS])
    left = len(found) - MOST_MATTERS
    note = (
        ngettext(
            "Eine weitere Sache steht in der Liste „Was zu entscheiden ist“.",
            "%(num)d weitere Sachen stehen in der Liste „Was zu entscheiden ist“.",
            left,
        )
        if left > 0
        else ""
    )
    return PaperSection("matters", _("Was zu entscheiden ist"), matters=items, note=note)


def question_of(matter: Matter) -> Text:
    """What is to be decided; where that is said by what the data propose already, whether the proposal is followed."""
    return ASKED if matter.question in matter.options[:1] else matter.question


def proposal_of(matter: Matter) -> str:
    """What the data propose for a matter: the first of its options, else its question."""
    return say(matter.options[0] if matter.options else matter.question)


def responsible_of(matter: Matter) -> str:
    """Who could take a matter up, by the data; "" where they say nobody."""
    return say(matter.convenor.actor.label) if matter.convenor else ""


def _item(asked: Asked, matter: Matter) -> MatterItem:
    limits, own = asked.limits, asked.choice.matter_words.get(matter.id, MatterWords())
    given = last_decision(asked.analysis, matter)
    return MatterItem(
        id=matter.id,
        title=Said(cut(say(matter.title), limits.name), asked.full(matter_url(matter.id))),
        question=cut(say(question_of(matter)), limits.sentence),
        facts=_facts(asked, matter, given),
        quote=_quote(asked, matter),
        source=cut(source_words(place), limits.name) if (place := _place(matter)) else "",
        proposal=cut(own.proposal or proposal_of(matter), limits.sentence),
        options=tuple(cut(say(one), limits.sentence) for one in _others(matter)[: limits.options]),
        responsible=cut(own.responsible or _suggested(matter), limits.sentence),
        due=cut(own.due, limits.name),
    )


def _others(matter: Matter) -> tuple[Text, ...]:
    return matter.options[1:]


def _suggested(matter: Matter) -> str:
    """Who could take it up, said to be a suggestion, with its reason; or that nobody is recorded who could."""
    if matter.convenor is None:
        return _("Wer es aufgreifen könnte, ist nicht eingetragen.")
    return _("%(name)s, als Vorschlag (%(reason)s)", name=responsible_of(matter), reason=say(matter.convenor.reason))


def _facts(asked: Asked, matter: Matter, given: Decision | None) -> str:
    if matter.demands or matter.problems:
        said = [_by(asked, matter), _how_often(matter)]
        if matter.since:
            said.append(_("offen seit %(day)s", day=say_since(matter.since)))
        said.append(confidence_label(matter.confidence))
    elif matter.is_demanded:
        said = [_("Als gefordert eingetragen; wer es fordert, steht nicht dabei")]
    else:
        said = [_("Das hat niemand gefordert: Es folgt aus dem, was eingetragen ist")]
    if given is not None and not matter.is_open:
        said.append(_("zuletzt: %(state)s", state=gap_state_label(matter.state)))
    return "; ".join(filter(None, said))


def _by(asked: Asked, matter: Matter) -> str:
    who = [say(ref.label) for ref in matter.demanded_by or matter.named_by]
    if not who:
        return ""
    names = named(who, asked.limits)
    return _("gefordert von %(names)s", names=names) if matter.demanded_by else _("genannt von %(names)s", names=names)


def _how_often(matter: Matter) -> str:
    demands, problems = len(matter.demands), len(matter.problems)
    said = [
        ngettext("eine Forderung", "%(num)d Forderungen", demands) if demands else "",
        ngettext("ein Problem oder eine Frage", "%(num)d Probleme oder Fragen", problems) if problems else "",
    ]
    return ", ".join(filter(None, said))


def _quote(asked: Asked, matter: Matter) -> Said | None:
    """The first passage of a document; what somebody only said on a day is quoted nowhere."""
    place = _place(matter)
    if place is None:
        return None
    text = _("„%(quote)s“", quote=cut(readable(place.quote), asked.limits.quote))
    return Said(text, asked.full(source_url(place.document.iri, place.iri)))


def _place(matter: Matter) -> Passage | None:
    return next((one for one in matter.evidence if not one.is_spoken), None)
