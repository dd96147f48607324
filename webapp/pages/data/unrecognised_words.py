"""What is there and no page shows, in a sentence: how much, of which classes, and why none of it is an actor."""

from __future__ import annotations

from graph.network.unrecognised import Unrecognised
from webapp.ui.language import gettext, ngettext, say
from webapp.ui.page import say_number

NAMED_MOST = 5


def unrecognised_sentence(found: Unrecognised) -> str:
    """The sentence for a store in which nobody is an actor, "" where there is nothing, or somebody is one."""
    if not found.statements:
        return ""
    return ngettext(
        "%(statements)s Aussagen über ein Ding; es ist nicht als Organisation erkennbar, weil es keiner Klasse "
        "angehört, die hier für Akteure steht. Gefunden: %(found)s.",
        "%(statements)s Aussagen über %(things)s Dinge; keines davon ist als Organisation erkennbar, weil keines einer "
        "Klasse angehört, die hier für Akteure steht. Gefunden: %(found)s.",
        found.things,
        statements=say_number(found.statements),
        things=say_number(found.things),
        found=found_words(found),
    )


def found_words(found: Unrecognised) -> str:
    """The classes with how many things each has, of many the largest."""
    named = [f"{say(one.ref.label)} ({say_number(one.things)})" for one in found.classes[:NAMED_MOST]]
    more = len(found.classes) - NAMED_MOST
    if more > 0:
        named.append(ngettext("eine weitere Klasse", "%(num)d weitere Klassen", more))
    if found.without_class:
        number = len(found.without_class)
        named.append(gettext("ohne Klasse, aber mit Namen (%(number)s)", number=say_number(number)))
    if found.persons:
        named.append(gettext("Personen, die nie Akteure sind (%(number)s)", number=say_number(found.persons)))
    return ", ".join(named) or gettext("nur Begriffe, Themen und Angaben zu anderem")
