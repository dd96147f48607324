"""What of loaded files no page shows as an actor, in sentences: with the classes found, and how to show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from webapp.cli.console import _, console_language

if TYPE_CHECKING:
    from graph.load.described import Described
    from graph.protocol import Store

NAMED_MOST = 5


def unrecognised_lines(store: Store, described: Described) -> str:
    """The sentences, "" where there is nothing to say: all is shown, or adds to what is known already."""
    from graph.network.unrecognised import has_actors, superclasses_in, unshown_classes  # noqa: PLC0415
    from webapp.ui.terms import shorten  # noqa: PLC0415

    unshown = unshown_classes(described.classes, superclasses_in(store))
    named = [f"{shorten(iri)} ({_number(number)})" for iri, number in unshown.items()]
    found = ", ".join(named[:NAMED_MOST])
    if len(named) > NAMED_MOST:
        found += _(" und weitere Klassen: %(number)s") % {"number": len(named) - NAMED_MOST}
    if not has_actors(store):
        return _nothing_shown(described, found)
    return _("Nicht als Akteure erkannt: %(found)s.") % {"found": found} + "\n" + _hint() if named else ""


def _nothing_shown(described: Described, found: str) -> str:
    """That nobody in the store is an actor, and what there is instead."""
    if described.without_class:
        bare = _("ohne Klasse (%(number)s)") % {"number": _number(described.without_class)}
        found = f"{found}, {bare}" if found else bare
    values = {"statements": _number(described.statements), "things": _number(described.things)}
    many = _(
        "%(statements)s Aussagen über %(things)s Dinge; keines davon ist als Organisation erkennbar, weil keines einer "
        "Klasse angehört, die hier für Akteure steht."
    )
    few = _("Keine der Aussagen (%(statements)s) macht etwas als Organisation erkennbar.")
    sentence = (many if described.things else few) % values
    return sentence + (" " + _("Gefunden: %(found)s.") % {"found": found} + "\n" + _hint() if found else "")


def _hint() -> str:
    return _(
        "Als Akteure zeigen: auf der Seite /daten, oder mit einer Aussage: <KLASSE> rdfs:subClassOf org:Organization ."
    )


def _number(number: int) -> str:
    return str(format_decimal(number, locale=console_language()))
