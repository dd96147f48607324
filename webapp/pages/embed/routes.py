"""`/einbetten`: the map in a frame on another website, for links that somebody here signed.

The signature covers the address of the view, so that nobody can frame another part than the one that was given out.
It ends with the key alone; what stands above the map is what the view is called now.
The page has no form, sets no cookie and is shown in frames of the sites that AKTEURSNETZ_EMBED_SITES names only.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from graph.errors import ConfigError, Forbidden
from graph.saved.storage import read_saved
from graph.settings import read_setting
from webapp.http.security import allow_frames
from webapp.pages.map.words import messages
from webapp.ui.context import get_store
from webapp.ui.form_pages import data_address, form_page, map_address, networks_shown
from webapp.ui.signing import SIGNATURE, is_signed, sign

Pairs = list[tuple[str, str]]

TITLE = "titel"
FRAME = Markup('<iframe src="{}" title="{}" width="100%" height="600" loading="lazy"></iframe>')


def show() -> ResponseReturnValue:
    """The map of a signed address. Raises Forbidden (403) for one that nobody signed."""
    pairs = [pair for pair in parse_qsl(request.query_string.decode("utf-8", "replace")) if pair[0] != SIGNATURE]
    sent = request.args.get(SIGNATURE, "")
    if not is_signed(pairs, sent):
        raise Forbidden(
            "This frame was not made here, or its address was changed.",
            hint="Ask the coordination for a new link.",
        )
    query = [pair for pair in pairs if pair[0] != TITLE]
    allow_frames(embed_sites())
    return render_template(
        "embed/show.html",
        heading=_heading(query, dict(pairs).get(TITLE, "")),
        query=urlencode(query),
        source=data_address(urlencode(query)),
        map_page=map_address(urlencode(query)),
        table=map_address(urlencode(query), ansicht="tabelle"),
        messages=messages(),
    )


def _heading(query: Pairs, title: str) -> str:
    """What the view of this address is called now, of several the one of this name; "" where there is none any more.

    The map is drawn from the data, the name is somebody's words: whoever had to go cannot have the city say them on.
    """
    names = [view.name for view in read_saved(get_store()).views.values() if parse_qsl(view.address) == query]
    return title if title in names else next(iter(names), "")


def offer(slug: str) -> Response:
    """What to put into the city's website to show a view there."""
    view = read_saved(get_store()).view(slug)
    pairs = [*parse_qsl(view.address), (TITLE, view.name)]
    base = url_for("embed.show", _external=True).partition("?")[0]
    address = f"{base}?{urlencode([*pairs, (SIGNATURE, sign(pairs))])}"
    snippet = str(FRAME.format(address, view.name))
    shown, sites = networks_shown(view.address), embed_sites()
    return form_page("embed/form.html", networks=shown, view=view, address=address, snippet=snippet, sites=sites)


def embed_sites() -> list[str]:
    """The websites that may show the map in a frame. Raises ConfigError for one that is no address of a site."""
    sites = read_setting("AKTEURSNETZ_EMBED_SITES").split()
    for site in sites:
        parts = urlsplit(site)
        if parts.scheme not in {"http", "https"} or site != f"{parts.scheme}://{parts.netloc}" or ";" in site:
            raise ConfigError(
                "%(variable)s names %(value)s, which is no website.",
                hint="Write it as https://www.example.org, several with blanks between them.",
                variable="AKTEURSNETZ_EMBED_SITES",
                value=site,
            )
    return sites
