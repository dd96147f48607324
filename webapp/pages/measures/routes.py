"""`/auswertung`: what can be counted in the network, and what each number means."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from graph.errors import NotFound, no_such_format
from graph.export.spreadsheets import LIST_TYPES
from webapp.pages.measures.export import write_measures
from webapp.pages.measures.states import EXISTING, WITH_DEMANDED, states_in_address
from webapp.pages.measures.view import measure_all
from webapp.ui.attachment import attachment
from webapp.ui.context import get_analysis


def show() -> ResponseReturnValue:
    """The figures of the network, and who stands out in it; ?stand=demanded counts what is demanded as well."""
    counted = states_in_address()
    return render_template(
        "measures/show.html",
        counted=counted,
        measured=measure_all(get_analysis(counted.states)),
        exports=tuple(LIST_TYPES),
        stand=list(counted.states) if counted.with_demanded else None,
        existing=EXISTING,
        with_demanded=list(WITH_DEMANDED),
    )


def export(form: str) -> ResponseReturnValue:
    """The same tables with all their rows, or the one that ?tabelle= names.

    Raises NotAcceptable (406) for an unknown format and NotFound (404) for an unknown table.
    """
    if form not in LIST_TYPES:
        raise no_such_format(form, LIST_TYPES)
    counted, wanted = states_in_address(), request.args.get("tabelle", "")
    tables = measure_all(get_analysis(counted.states)).tables
    chosen = [table for table in tables if wanted in ("", table.name)]
    if not chosen:
        known = ", ".join(table.name for table in tables)
        raise NotFound("There is no table %(name)s.", hint="Tables: %(known)s", name=wanted, known=known)
    return attachment(
        write_measures(form, chosen, counted), LIST_TYPES[form], f"auswertung{'-' * bool(wanted)}{wanted}.{form}"
    )
