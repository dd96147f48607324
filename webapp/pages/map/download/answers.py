"""What is visible at an address of the map, and the answer that carries it as a file."""

from __future__ import annotations

from flask import Response, request

from graph.export.formats import ExportFormat
from graph.model import STATES
from graph.terms import network_slug as own_slug
from webapp.http.errors import BadRequestError
from webapp.pages.map import model
from webapp.pages.map.download.content import network_content, visible_content
from webapp.pages.map.download.files import Portion, file_name, make_file, make_portion
from webapp.pages.map.download.portion import chosen_part
from webapp.pages.map.routes import get_picture, network_label
from webapp.pages.map.selection import read_selection, refuse_unknown
from webapp.ui.attachment import attachment
from webapp.ui.context import get_analysis, list_networks, network_slug
from webapp.ui.language import language


def answer_file(form: ExportFormat, body: bytes) -> Response:
    """A file of this format to be saved under a name that says network and day."""
    return attachment(body, form.media_type, file_name(form, _shown_network()))


def answer_portion(form: ExportFormat, portion: Portion, *, ratio: float = 0.0) -> Response:
    """The file of a portion; ?namen=ohne makes the page without names. `ratio`: of the sheet it is drawn for."""
    return answer_file(form, make_file(form, portion, named=request.args.get("namen") != "ohne", ratio=ratio))


def visible_portion(form: ExportFormat) -> Portion:
    """What the filters of this address leave visible.

    Raises BadRequestError (400) for a drawing nobody could read, and for a filter that the data know nothing of.
    """
    whole = get_picture()
    refuse_too_large(form, whole)
    selection = refuse_unknown(whole, read_selection(request.args))
    part = chosen_part(whole, selection)
    analysis = get_analysis(STATES, None if selection.against else selection.day or None)
    content = network_content(analysis, language(), network_label(network_slug()), ever=bool(selection.against))
    portion = make_portion(visible_content(content, part, selection), whole, selection)
    return Portion(portion.content, whole, part, portion.caption, selection)


def refuse_too_large(form: ExportFormat, whole: model.MapView) -> None:
    """Raise BadRequestError (400) for a drawing that nobody could read."""
    if form.is_drawn and not whole.is_drawn:
        raise BadRequestError(
            "This network has %(number)s actors; the map draws up to %(most)s.",
            hint="Save it as tables, GEXF or GraphML.",
            number=whole.actor_count,
            most=model.DRAWN_MOST,
        )


def _shown_network() -> str:
    """Slug of the chosen network, or of the only one."""
    networks = list_networks()
    return network_slug() or (own_slug(networks[0].iri) if len(networks) == 1 else "")
