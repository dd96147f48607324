"""`/bericht`: the paper for the steering group, to be read, chosen, printed and saved."""

from __future__ import annotations

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.analysis import Analysis
from graph.cache.beside import patience
from graph.errors import NetworkError, NotAcceptable
from graph.period import today
from graph.text import slug_for
from graph.upkeep.meetings import meetings
from webapp.accounts.reading import reader
from webapp.http.errors import BadRequestError
from webapp.pages.report.asked import PaperChoice
from webapp.pages.report.decisions import url_of_decisions
from webapp.pages.report.form_view import matter_choices, section_choices, since_put_together
from webapp.pages.report.logo import read_logo
from webapp.pages.report.making import FORMATS, MadePaper, make_fitting
from webapp.pages.report.press import FOR_KNOWN, FOR_STRANGERS, Press
from webapp.pages.report.request_choice import (
    address_of_service,
    analysis_of_paper,
    ask_for,
    knows_changes,
    network_of_paper,
    read_choice,
)
from webapp.ui.context import list_networks
from webapp.ui.language import KEPT, translate
from webapp.ui.links import network_code, query_with


def show() -> ResponseReturnValue:
    """The paper of the chosen network as a page, with the form to choose by; without a network, the choice of one."""
    code = network_of_paper()
    if not code:
        return render_template(
            "report/networks.html", networks=[(network_code(one.iri), one) for one in list_networks()]
        )
    analysis = analysis_of_paper(code)
    choice = read_choice(request.args, analysis)
    with _press().seat():
        paper = _made(analysis, choice).paper
    return render_template(
        "report/show.html",
        paper=paper,
        choice=choice,
        meetings=meetings(analysis.store, analysis.network_iri),
        matter_choices=matter_choices(analysis, paper),
        section_choices=section_choices(choice),
        since=since_put_together(analysis, choice),
        revision=analysis.store.revision if knows_changes() else 0,
        decisions=url_of_decisions([one.id for one in paper.matters], netz=code),
        files=[(form, _file_url(form)) for form in FORMATS],
        without_logo=_said(read_logo().fault),
    )


def export(form: str) -> Response:
    """The paper as a file. Raises NotAcceptable (406) for another format."""
    if form not in FORMATS:
        raise NotAcceptable(
            "There is no format %(format)s.", hint="Formats: %(known)s", format=form, known=", ".join(FORMATS)
        )
    code = network_of_paper()
    if not code:
        raise BadRequestError(
            "The paper is about one network.", hint="Name it in the address, for example ?netz=magdeburg."
        )
    analysis = analysis_of_paper(code)
    media_type, write = FORMATS[form]
    choice = read_choice(request.args, analysis)
    with _press().seat(), patience(None):  # a file says of no figure that it is a former one
        response = make_response(write(_made(analysis, choice)))
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(code, form)}"'
    return response


def file_name(code: str, form: str) -> str:
    """`papier-magdeburg-2026-05-04.pdf`, in letters that every system takes."""
    return f"{slug_for(f'papier {code} {today().isoformat()}')}.{form}"


def _file_url(form: str) -> str:
    """A file of the paper as this page shows it."""
    return url_for("report.export", form=form, **dict.fromkeys(KEPT)) + query_with()


def _said(fault: NetworkError | None) -> str:
    """Why the logo is left out, and what to do; "" where it is not."""
    return f"{translate(fault.template, fault.values)} {translate(fault.hint_template, fault.values)}" if fault else ""


def _press() -> Press:
    return FOR_STRANGERS if reader().way == "nobody" else FOR_KNOWN


def _made(analysis: Analysis, choice: PaperChoice) -> MadePaper:
    return make_fitting(ask_for(analysis, choice, address_of_service()))
