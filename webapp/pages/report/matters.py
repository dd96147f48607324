"""What is to be decided, matter by matter: who said what and how often, a proposal, options, room for the decision."""

from __future__ import annotations

from graph.gaps.answers import Decision
from graph.gaps.wording import say as wording
from graph.matters.matter import Matter
from graph.model import Text
from graph.report.paper import MatterItem, PaperSection, Said
from webapp.pages.gaps.rows import last_decision
from webapp.pages.report.asked import Asked, MatterWords
from webapp.pages.report.limits import cut, named
from webapp.pages.report.opening import nothing_to_decide
from webapp.ui.language import gettext as _
from webapp.ui.language import ngettext, say
from webapp.ui.links import matter_url, source_url, source_words
from webapp.ui.wording import confidence_label, gap_state_label, readable, say_since

ASKED = wording("matter", "question.proposal")


def matters(asked: Asked) -> PaperSection:
    """The section of matters, and how many more the list has; where there is nothing to decide, it says so."""
    found = asked.subject.matters
    items, inside = tuple(matter_item(asked, matter) for matter in found), {matter.id for matter in found}
    left = sum(matter.id not in inside for matter in asked.subject.sections.asked)
    note = (
        ngettext(
            "Eine weitere Sache steht in der Liste „Was zu entscheiden ist“.",
            "%(num)d weitere Sachen stehen in der Liste „Was zu entscheiden ist“.",
            left,
        )
        if left
        else ""
    )
    return PaperSection(paragraphs=() if items else (nothing_to_decide(asked),), matters=items, note=note)


def noticed(asked: Asked) -> PaperSection | None:
    """What nobody asked for, as information; None where there is none of it, or the paper has something to decide."""
    subject, limits = asked.subject, asked.limits
    found = subject.sections.noticed
    if not found or subject.matters or subject.sections.asked:
        return None
    points = tuple(
        Said(
            f"{cut(say(matter.title), limits.name)}: {cut(say(matter.question), limits.sentence)}",
            asked.full(matter_url(matter.id)),
        )
        for matter in found[: limits.listed]
    )
    left = len(found) - len(points)
    note = (
        ngettext(
            "Eine weitere steht in der Liste „Was zu entscheiden ist“ unter „Was außerdem auffällt“.",
            "%(num)d weitere stehen in der Liste „Was zu entscheiden ist“ unter „Was außerdem auffällt“.",
            left,
        )
        if left
        else ""
    )
    said = _("Einmal genannt, erschlossen oder aus dem gefolgert, was eingetragen ist.")
    told = _("Das dient der Information; zu beschließen ist darüber nicht.")
    return PaperSection(paragraphs=(f"{said} {told}",), points=points, note=note)


def question_of(matter: Matter) -> Text:
    """What is to be decided; where that is said by what the data propose already, whether the proposal is followed."""
    return ASKED if matter.question in matter.options[:1] else matter.question


def proposal_of(matter: Matter) -> str:
    """What the data propose for a matter: the first of its options, else its question."""
    return say(matter.options[0] if matter.options else matter.question)


def responsible_of(matter: Matter) -> str:
    """Who could take a matter up, by the data; "" where they say nobody."""
    return say(matter.convenor.actor.label) if matter.convenor else ""


def matter_item(asked: Asked, matter: Matter) -> MatterItem:
    """One matter as the paper says it, in its author's words where there are any."""
    limits, own = asked.limits, asked.choice.matter_words.get(matter.id, MatterWords())
    given = last_decision(asked.analysis, matter)
    return MatterItem(
        id=matter.id,
        title=Said(cut(say(matter.title), limits.name), asked.full(matter_url(matter.id))),
        question=cut(say(question_of(matter)), limits.sentence),
        facts=_facts(asked, matter, given),
        quote=_quote(asked, matter),
        source=cut(source_words(place), limits.name) if (place := matter.quoted) else "",
        proposal=asked.own(own.proposal, limits.sentence) or cut(proposal_of(matter), limits.sentence),
        options=tuple(cut(say(one), limits.sentence) for one in _others(matter)[: limits.options]),
        responsible=asked.own(own.responsible, limits.sentence) or cut(_suggested(matter), limits.sentence),
        due=asked.own(own.due, limits.name),
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
    if matter.id in asked.subject.put_off:
        said.append(_("auf diese Sitzung vertagt"))
    elif given is not None and not matter.is_open:
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
    """What the matter quotes, with a link to where it stands."""
    place = matter.quoted
    if place is None:
        return None
    text = _("„%(quote)s“", quote=cut(readable(place.quote), asked.limits.quote))
    return Said(text, asked.full(source_url(place.document.iri, place.iri)))
