"""The whole paper: its head and its sections, in the order that somebody chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from graph.report.paper import Paper, PaperSection, PaperWords
from webapp.pages.report.asked import Asked
from webapp.pages.report.between import between
from webapp.pages.report.changes import changes
from webapp.pages.report.data import data, sources
from webapp.pages.report.drawing import drawing
from webapp.pages.report.limits import MOST_MATTERS, cut
from webapp.pages.report.logo import read_logo
from webapp.pages.report.matters import matters, matters_of
from webapp.pages.report.numbers import numbers
from webapp.pages.report.opening import facts, occasion
from webapp.pages.report.standing import demands, resolutions
from webapp.pages.report.weak_spots import weak_spots
from webapp.ui.language import gettext as _
from webapp.ui.language import language, say

SECTIONS: Mapping[str, tuple[LazyString, Callable[[Asked], PaperSection | None]]] = {
    "occasion": (_l("Anlass"), lambda asked: occasion(asked, min(len(matters_of(asked)), MOST_MATTERS))),
    "numbers": (_l("Das Netzwerk in fünf Zahlen"), numbers),
    "map": (_l("Die Karte"), drawing),
    "matters": (_l("Was zu entscheiden ist"), matters),
    "resolutions": (_l("Was aus den letzten Beschlüssen wurde"), resolutions),
    "demands": (_l("Forderungen: wo sie stehen"), demands),
    "changes": (_l("Was sich geändert hat"), changes),
    "between": (_l("Wo zwischen wem etwas fehlt"), between),
    "weak_spots": (_l("Was an einem Akteur hängt"), weak_spots),
    "data": (_l("Wie belastbar die Daten sind"), data),
    "sources": (_l("Quellen"), sources),
}
"""What the paper consists of, by name and in its usual order: what a section is called, and who makes it."""


def make_paper(asked: Asked) -> Paper:
    """The paper, worded in the language of the request."""
    chosen = asked.choice.sections or tuple(SECTIONS)
    made = ((name, SECTIONS[name][1](asked)) for name in chosen if name in SECTIONS)
    network = cut(name_of(asked), asked.limits.name)
    title = cut(asked.choice.title or _("Papier für die Lenkungsgruppe"), asked.limits.name)
    logo = read_logo()
    return Paper(
        language=language(),
        title=title,
        network=network,
        facts=facts(asked),
        sections=tuple(
            _with_own_text(asked, name, section) for name, section in made if section or name in _own(asked)
        ),
        words=_words(title, network),
        logo=logo.content,
        logo_form=logo.form,
    )


def name_of(asked: Asked) -> str:
    """The name of the network that the paper is about."""
    analysis = asked.analysis
    found = analysis.model.networks.get(analysis.network_iri or "")
    return say(found.label) if found else _("Alle Netzwerke")


def _own(asked: Asked) -> Mapping[str, str]:
    return {name: text for name, text in asked.choice.own_texts.items() if text.strip()}


def _with_own_text(asked: Asked, name: str, section: PaperSection | None) -> PaperSection:
    made = section or PaperSection(name, str(SECTIONS[name][0]))
    return replace(made, own_text=cut(_own(asked).get(name, ""), asked.limits.own_text))


def _words(title: str, network: str) -> PaperWords:
    return PaperWords(
        proposal=_("Vorschlag:"),
        options=_("Andere Möglichkeiten:"),
        responsible=_("Verantwortlich:"),
        due=_("Bis wann:"),
        decision=_("Beschluss:"),
        answers=_("☐ beschlossen   ☐ vertagt   ☐ verwiesen   ☐ kein Bedarf"),
        who_until=_("Wer, bis wann:"),
        page=_("Seite {n} von {of}"),
        header=network,
        footer=title,
    )
