"""Which of two times a comparison of days is about, said the same wherever days are compared."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString

from graph.progress.network_of_day import MeantTime
from webapp.ui.language import lazy_gettext as _l

TIMES: Mapping[MeantTime, LazyString] = {
    "recorded": _l("Was eingetragen war"),
    "held": _l("Was galt"),
}
"""What a reader chooses between."""
MEANT: Mapping[MeantTime, LazyString] = {
    "recorded": _l("Verglichen wird, was am Ende dieser Tage eingetragen war, wann immer es galt."),
    "held": _l(
        "Verglichen wird, was nach den heutigen Daten an diesen Tagen galt, wann immer es eingetragen wurde: "
        "Es zählen die Zeiträume der Verbindungen."
    ),
}


def say_meant_time(time: MeantTime) -> str:
    """The sentence that says what two days are compared by."""
    return str(MEANT[time])
