"""What an address asks for that this map does not have: said in words, while the rest is shown."""

from __future__ import annotations

from collections.abc import Iterator

from graph.period import is_day
from webapp.accounts.reading import reader
from webapp.pages.map.address import OPTIONS
from webapp.pages.map.filters import FILTERS
from webapp.pages.map.model import MapView
from webapp.pages.map.selection import Selection
from webapp.ui.context import list_networks
from webapp.ui.language import gettext as _
from webapp.ui.wording import GAP_KINDS

LONGEST = 60


def find_unknown(picture: MapView, asked: Selection, known: Selection) -> list[str]:
    """A sentence for each thing that was asked for and is not there; `known` is the selection without them."""
    nodes = {node.id for node in picture.nodes}
    named = [asked.actor, *asked.shared, *(slug for pair in asked.pairs.values() for slug in pair)]
    parties = [slug for slug in dict.fromkeys(named) if slug and slug not in nodes]
    return [
        *nothing_public(picture),
        *unknown_values(asked, known),
        *(_("Auf dieser Karte gibt es keinen Akteur mit der Kennung „%(slug)s“.", slug=cut(slug)) for slug in parties),
        *unknown_gap(picture, asked),
        *unknown_options(asked),
        *unknown_days(picture, asked),
    ]


def nothing_public(picture: MapView) -> Iterator[str]:
    """That a stranger has to sign in where there is no network for everybody."""
    if not picture.actor_count and reader().way == "nobody" and not list_networks():
        yield _("Hier ist kein Netzwerk, das alle lesen dürfen.") + " " + _("Melden Sie sich an.")


def unknown_values(asked: Selection, known: Selection) -> Iterator[str]:
    """Values of filters that nothing on the map has."""
    for one in FILTERS:
        for value in sorted(asked.of(one.name) - known.of(one.name)):
            yield _("Der Filter „%(filter)s“ kennt „%(value)s“ nicht.", filter=one.heading, value=cut(value))


def unknown_gap(picture: MapView, asked: Selection) -> Iterator[str]:
    """A gap that was answered since, or never was."""
    if asked.gap and all(gap.id != asked.gap for gap in picture.choices):
        yield _("Die gesuchte Lücke ist auf dieser Karte nicht offen.")


def unknown_options(asked: Selection) -> Iterator[str]:
    """Ways to draw the map that there are not."""
    for name, value in asked.options.items():
        if value not in OPTIONS[name]:
            yield _("Die Darstellung „%(name)s=%(value)s“ gibt es nicht.", name=name, value=cut(value))
    for kind in sorted(asked.gap_kinds - GAP_KINDS.keys()):
        yield _("Die Art von Lücken „%(kind)s“ gibt es nicht.", kind=cut(kind))


def unknown_days(picture: MapView, asked: Selection) -> Iterator[str]:
    """What is no day, a comparison of one day only, and a day in a network of which nobody recorded any."""
    for day in filter(None, (asked.day, asked.against)):
        if not is_day(day):
            yield _("„%(day)s“ ist kein Tag. Ein Tag wird so geschrieben: 2015-12-31.", day=cut(day))
    if asked.against and not asked.day:
        yield _("Zum Vergleichen braucht es zwei Tage; in der Adresse fehlt „am“.")
    if asked.day and not picture.moments:
        yield _("In diesen Daten hat keine Verbindung eine Zeitangabe. Gezeigt wird alles zugleich.")


def cut(text: str) -> str:
    """What a stranger wrote into an address, as long as it stays readable."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
