"""The whole paper: its head and its sections, in the order that somebody chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from flask_babel import LazyString

from graph.report.paper import Paper, PaperSection, PaperWords
from webapp.pages.report.asked import Asked
from webapp.pages.report.between import between
from webapp.pages.report.changes import changes
from webapp.pages.report.data import data, sources
from webapp.pages.report.drawing import drawing
from webapp.pages.report.limits import cut
from webapp.pages.report.logo import read_logo
from webapp.pages.report.matters import matters, noticed
from webapp.pages.report.numbers import numbers
from webapp.pages.report.opening import facts, occasion
from webapp.pages.report.press import PaperStep, Tell
from webapp.pages.report.standing import demands, resolutions
from webapp.pages.report.weak_spots import weak_spots
from webapp.ui.language import gettext as _
from webapp.ui.language import language, say
from webapp.ui.language import lazy_gettext as _l

SECTIONS: Mapping[str, tuple[LazyString, Callable[[Asked], PaperSection | None]]] = {
    "occasion": (_l("Anlass"), occasion),
    "numbers": (_l("Das Netzwerk in fünf Zahlen"), numbers),
    "map": (_l("Die Karte"), drawing),
    "matters": (_l("Was zu entscheiden ist"), matters),
    "noticed": (_l("Was auffällt"), noticed),
    "resolutions": (_l("Was aus den letzten Beschlüssen wurde"), resolutions),
    "demands": (_l("Forderungen: wo sie stehen"), demands),
    "changes": (_l("Was sich geändert hat"), changes),
    "between": (_l("Wo zwischen wem etwas fehlt"), between),
    "weak_spots": (_l("Was an einem Akteur hängt"), weak_spots),
    "data": (_l("Wie belastbar die Daten sind"), data),
    "sources": (_l("Quellen"), sources),
}
"""What the paper consists of, by name and in its usual order: what a section is called, and who makes it."""


def make_paper(asked: Asked, tell: Tell = lambda _step: None) -> Paper:
    """The paper, worded in the language of the request. `tell` hears which part is being made."""
    chosen = [name for name in asked.choice.sections or SECTIONS if name in SECTIONS]
    made: list[tuple[str, PaperSection | None]] = []
    for number, name in enumerate(chosen, 1):
        label, make = SECTIONS[name]
        tell(PaperStep(str(label), number, len(chosen)))
        made.append((name, make(asked)))
    network = cut(name_of(asked), asked.limits.name)
    title = asked.own(asked.choice.title, asked.limits.name) or _("Papier für die Lenkungsgruppe")
    logo = read_logo()
    return Paper(
        language=language(),
        title=title,
        network=network,
        facts=facts(asked),
        sections=tuple(_as_part(asked, name, section) for name, section in made if section or _own_text(asked, name)),
        words=_words(title, network),
        logo=logo.content,
        logo_form=logo.form,
    )


def name_of(asked: Asked) -> str:
    """The name of the network that the paper is about."""
    analysis = asked.analysis
    found = analysis.model.networks.get(analysis.network_iri or "")
    return say(found.label) if found else _("Alle Netzwerke")


def _own_text(asked: Asked, name: str) -> str:
    return asked.own(asked.choice.own_texts.get(name, ""), asked.limits.own_text)


def _as_part(asked: Asked, name: str, section: PaperSection | None) -> PaperSection:
    made = section or PaperSection()
    heading = made.heading or str(SECTIONS[name][0])
    return replace(made, name=name, heading=heading, own_text=_own_text(asked, name))


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
