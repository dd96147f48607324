"""What is due as feeds and calendars say it: a title in one line, an address that works elsewhere, and no person."""

from __future__ import annotations

from urllib.parse import urljoin

from flask import request

from graph.analysis import Analysis
from graph.matters.due import Due, due_decisions
from graph.matters.matter import Matter
from graph.text import xml_text
from webapp.pages.gaps.rows import gap_title
from webapp.ui.language import gettext, say
from webapp.ui.links import gap_url, matter_url


def due_in(analysis: Analysis) -> list[Due]:
    """The answers of a network that name a day, the first day first."""
    return due_decisions([*analysis.matters, *analysis.gaps], analysis.decisions)


def title_of(due: Due) -> str:
    """What is due, in one line: who sees to it is free text, and may be a person."""
    about = due.about
    title = say(about.title) if isinstance(about, Matter) else gap_title(about)
    said = (
        gettext("Wieder offen: %(title)s", title=title) if due.is_put_off else gettext("Fällig: %(title)s", title=title)
    )
    return on_one_line(said)


def address_of(due: Due) -> str:
    """The page of what is due."""
    about = due.about
    return urljoin(request.host_url, matter_url(about.id) if isinstance(about, Matter) else gap_url(about.id))


def on_one_line(text: str) -> str:
    """A text of the data without line breaks and without what no XML can hold."""
    return " ".join(xml_text(text).split())
