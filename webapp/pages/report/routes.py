"""`/bericht`: the paper for the steering group, to be read, chosen, printed and saved."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.analysis import Analysis
from graph.errors import DataInvalid, NetworkError, StoreUnavailable, no_such_format
from graph.period import today
from graph.text import slug_for
from webapp.accounts.reading import hidden_networks, reader
from webapp.accounts.vouching import signer_of
from webapp.http.answer_cache import StandsFor
from webapp.http.errors import BadRequestError
from webapp.http.slots import slot
from webapp.pages.report.asked import PaperSubject
from webapp.pages.report.form_view import matter_choices, section_choices, since_put_together
from webapp.pages.report.limits import LEVELS
from webapp.pages.report.logo import read_logo
from webapp.pages.report.making import FORMATS, MadePaper, make_fitting
from webapp.pages.report.press import Desk, Job, Tell, presses_of
from webapp.pages.report.request_choice import (
    address_of_service,
    analysis_of_paper,
    as_arguments,
    knows_changes,
    network_of_paper,
    pairs_of,
    read_choice,
    refuse_too_long,
    subject_of,
)
from webapp.ui import forms
from webapp.ui.attachment import attachment
from webapp.ui.context import list_networks, whole_store
from webapp.ui.form_pages import FormEntry
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import language, translate
from webapp.ui.links import address_with, bare_url, network_code, query_with

FIRST_LOOK_S, NEXT_LOOK_S = 1.0, 1
"""How long a page waits before it says how far the paper is, and after how many seconds it looks again."""
PROGRAMS_WAIT_S = 80.0
"""Less than the 90 seconds that nginx waits by our example."""


def show() -> ResponseReturnValue:
    """The paper of the chosen network as a page, with the form to choose by; without a network, the choice of one."""
    code = network_of_paper()
    if not code:
        return render_template(
            "report/networks.html", networks=[(network_code(one.iri), one) for one in list_networks()]
        )
    desk, subject = _desk(), _subject(analysis_of_paper(code))
    job = _asked_for(desk, subject, lambda tell: make_fitting(subject, tell))
    return _shown(subject, job.value) if job.done.is_set() else _waiting(job)


def choose() -> ResponseReturnValue:
    """Lead to the address that says what the form chose; signed where its author may write in this network."""
    code = _the_network()
    analysis, may_vouch = analysis_of_paper(code), reader().may("write", code)
    signer = signer_of(reader()) if may_vouch else ""
    choice = replace(read_choice(request.form, analysis), signer=signer)
    subject = subject_of(analysis, choice, address_of_service())
    meeting = choice.meeting or (subject.meeting.ref.iri if subject.meeting else "")
    whole = replace(choice, meeting=meeting)
    if _is_known():
        forms.check_sender()
    pairs = pairs_of(whole, analysis)
    try:
        refuse_too_long(pairs)
    except DataInvalid as error:
        page = render_template(
            "report/again.html", problem=FormEntry().refused(error), field=error.values["field"], **_form(subject)
        )
        return keep_out_of_caches(make_response(page, error.status))
    return redirect(address_with(url_for("report.show"), pairs), 303)


def export(form: str) -> Response:
    """The paper as a file. Raises NotAcceptable (406) for another format."""
    if form not in FORMATS:
        raise no_such_format(form, FORMATS)
    code = _the_network()
    desk, subject = _desk(), _subject(analysis_of_paper(code))
    media_type, write = FORMATS[form]
    job = _asked_for(desk, subject, lambda tell: write(make_fitting(subject, tell)))
    if not job.done.is_set():
        return _waiting(job, form)
    return attachment(job.value, media_type, file_name(code, form))


def file_name(code: str, form: str) -> str:
    """`papier-magdeburg-2026-05-04.pdf`, in letters that every system takes."""
    return f"{slug_for(f'papier {code} {today().isoformat()}')}.{form}"


def _the_network() -> str:
    code = network_of_paper()
    if not code:
        raise BadRequestError(
            "The paper is about one network.", hint="Name it in the address, for example ?netz=magdeburg."
        )
    return code


def _subject(analysis: Analysis) -> PaperSubject:
    return subject_of(analysis, read_choice(request.args, analysis), address_of_service())


def _said(fault: NetworkError | None) -> str:
    """Why the logo is left out, and what to do; "" where it is not."""
    return f"{translate(fault.template, fault.values)} {translate(fault.hint_template, fault.values)}" if fault else ""


def _desk() -> Desk:
    """Where this reader asks."""
    presses, store = presses_of(current_app), whole_store()
    press = presses.for_known if _is_known() else presses.for_strangers
    return press.desk(store, StandsFor.now(store, hidden_networks(), of_model=False))


def _asked_for(desk: Desk, subject: PaperSubject, make: Callable[[Tell], Any]) -> Job:
    """The job of this address and reader: a browser is told how far it is, a program waits for it."""
    key = (request.url, language(), reader().key(), hidden_networks(), subject.choice.signer)
    is_browser = "text/html" in request.headers.get("Accept", "")
    with nullcontext() if is_browser else slot():  # of one address any number may wait
        job = desk.ask(key, make, FIRST_LOOK_S if is_browser else PROGRAMS_WAIT_S)
    if not job.done.is_set() and not is_browser:
        raise StoreUnavailable("The paper takes longer than anybody waits.", hint="Ask again in a minute.")
    return job


def _waiting(job: Job, form: str = "") -> Response:
    """The page that says how far the paper is, and looks again by itself, without a script."""
    page = render_template(
        "report/waiting.html", step=job.step, form=form, paper=bare_url("report.show") + query_with()
    )
    response = keep_out_of_caches(make_response(page, 202))
    response.headers["Refresh"] = str(NEXT_LOOK_S)
    return response


def _shown(subject: PaperSubject, made: MadePaper) -> Response:
    choice, paper = subject.choice, made.paper
    meeting = subject.meeting.ref.iri if subject.meeting else ""
    whole = replace(choice, meeting=choice.meeting or meeting, matters=tuple(one.id for one in paper.matters))
    pairs = pairs_of(whole, subject.analysis)
    page = render_template(
        "report/show.html",
        paper=paper,
        since=since_put_together(subject.analysis, choice),
        decisions=url_for("report.show_decisions", netz=_the_network(), **as_arguments(pairs)),
        files=[(form, bare_url("report.export", form=form) + query_with()) for form in FORMATS],
        without_logo=_said(read_logo().fault),
        without_meeting=bool(choice.meeting) and not meeting,
        **_form(subject),
    )
    return keep_out_of_caches(make_response(page)) if _is_known() else make_response(page)


def _form(subject: PaperSubject) -> dict[str, Any]:
    """What the form of choices shows."""
    return {
        "choice": subject.choice,
        "longest": LEVELS[0],
        "meetings": subject.meetings,
        "matter_choices": matter_choices(subject),
        "section_choices": section_choices(subject.choice),
        "revision": subject.analysis.store.revision if knows_changes() else 0,
        "token": forms.form_token() if _is_known() else "",
        "is_vouched_for": reader().may("write", _the_network()),
    }


def _is_known() -> bool:
    return reader().way != "nobody"
