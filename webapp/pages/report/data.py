"""How solid the data are, and which documents they come from."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from graph.report.paper import PaperSection, Said
from graph.report.solidity import Solidity
from graph.upkeep.open_work.lists import USUAL_AGE
from webapp.pages.report.asked import Asked
from webapp.pages.report.limits import cut
from webapp.pages.report.numbers import percent, question_url
from webapp.ui.data_day import documents_behind
from webapp.ui.language import gettext as _
from webapp.ui.language import ngettext, say
from webapp.ui.links import slug_of, source_url
from webapp.ui.page import say_number
from webapp.ui.sorting import label_key


def data(asked: Asked) -> PaperSection:
    """The section about the data."""
    return PaperSection(points=tuple(_points(asked)))


def _points(asked: Asked) -> Iterator[Said]:
    found = asked.subject.solidity
    if not found.entries:
        yield Said(_("Zu diesem Netzwerk ist noch nichts eingetragen."))
        return
    query = asked.full(question_url(asked, "data-solidity"))
    yield Said(_of_proven(found), query)
    if found.actors:
        yield Said(_of_heard(found), asked.full(question_url(asked, "who-was-heard")))
    if found.inferred:
        yield Said(_of_inferred(found), query)
    if found.old:
        yield Said(_of_old(found.old), asked.full(url_for("data.show_list", name="old")))
    if found.unreadable:
        said = ngettext(
            "Eine Angabe ist nicht lesbar und fehlt hier.",
            "%(num)d Angaben sind nicht lesbar und fehlen hier.",
            found.unreadable,
        )
        yield Said(said, asked.full(url_for("data.index")))


def _of_proven(found: Solidity) -> str:
    if found.entries == 1:
        return (
            _("Der einzige Eintrag hat eine Belegstelle.") if found.proven else _("Der einzige Eintrag ist unbelegt.")
        )
    return ngettext(
        "Einer von %(entries)s Einträgen hat eine Belegstelle (%(share)s %%).",
        "%(proven)s von %(entries)s Einträgen haben eine Belegstelle (%(share)s %%).",
        found.proven,
        proven=say_number(found.proven),
        entries=say_number(found.entries),
        share=percent(found.proven, found.entries),
    )


def _of_heard(found: Solidity) -> str:
    if not found.heard:
        return _("Dass ein Akteur selbst oder durch eine Gruppe zu Wort kam, ist nicht eingetragen.")
    if found.actors == 1:
        return _("Der einzige Akteur ist selbst oder durch eine Gruppe zu Wort gekommen.")
    said = ngettext(
        "Einer von %(actors)s Akteuren ist selbst oder durch eine Gruppe zu Wort gekommen (%(share)s %%).",
        "%(heard)s von %(actors)s Akteuren sind selbst oder durch eine Gruppe zu Wort gekommen (%(share)s %%).",
        found.heard,
        heard=say_number(found.heard),
        actors=say_number(found.actors),
        share=percent(found.heard, found.actors),
    )
    others = _("Über die übrigen sagen nur andere etwas.")
    return said if found.heard == found.actors else f"{said} {others}"


def _of_inferred(found: Solidity) -> str:
    return ngettext(
        "Einer ist aus dem Zusammenhang erschlossen (%(share)s %%) und vor einem Beschluss zu bestätigen.",
        "%(inferred)s sind aus dem Zusammenhang erschlossen (%(share)s %%) und vor einem Beschluss zu bestätigen.",
        found.inferred,
        inferred=say_number(found.inferred),
        share=percent(found.inferred, found.entries),
    )


def _of_old(number: int) -> str:
    return ngettext(
        "Einen Eintrag, der als bestehend gilt, hat seit %(years)s Jahren niemand bestätigt.",
        "%(num)d Einträge, die als bestehend gelten, hat seit %(years)s Jahren niemand bestätigt.",
        number,
        years=USUAL_AGE,
    )


def sources(asked: Asked) -> PaperSection | None:
    """The section of sources; None where nothing is proven by any document."""
    model, limits = asked.analysis.model, asked.limits
    refs = sorted(map(model.ref, documents_behind(asked.analysis)), key=label_key)
    if not refs:
        return None
    shown = refs[: limits.listed]
    points = tuple(
        Said(cut(say(ref.label) or slug_of(ref.iri), limits.name), asked.full(source_url(ref.iri))) for ref in shown
    )
    left = len(refs) - len(shown)
    note = ngettext("Dazu eine weitere Quelle.", "Dazu %(num)d weitere Quellen.", left) if left else ""
    return PaperSection(points=points, note=note)
