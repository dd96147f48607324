"""The map of areas: its page, the table that says the same, and its JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import Response, jsonify, render_template, request, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from graph.areas import NEARBY
from graph.network import STATES
from webapp.current import get_store, network_slug
from webapp.links import actor_url, slug_of
from webapp.map.aggregate import (
    AreaPicture,
    Bubble,
    Dot,
    Laid,
    Line,
    find_actors,
    get_overview,
    make_area_picture,
    named_networks,
    read_wanted,
)
from webapp.map.codes import count_codes
from webapp.map.facets import headings
from webapp.map.model import DRAWN_MOST
from webapp.map.words import messages
from webapp.palette import BY_NAME, SectorStyle, draw_mark, sector_styles
from webapp.wording import STATES as STATE_LABELS
from webapp.wording import state_label

RANK_MOST = 900
LINES_MOST = 5
OF_ACTORS = ("ansicht", "abfrage", "luecke", "luecken", "weg", "paar", "gemeinsam")


def asks_for_areas() -> bool:
    """Whether this address is to be shown as areas: when it says so, or when the network is too large for less."""
    if request.args.get("gebiet"):
        return True
    if any(request.args.get(name) for name in (*OF_ACTORS, *headings())):
        return False
    return get_overview().size > DRAWN_MOST


def show_areas() -> str:
    """The page: the map of areas, or with ?ansicht=tabelle the same as tables."""
    picture = make_area_picture(get_overview(), read_wanted())
    labels = {bubble.id: bubble.label for bubble in picture.bubbles}
    areas = {bubble.id for bubble in picture.bubbles}
    return render_template(
        "karte/areas.html",
        picture=picture,
        labels=labels,
        open_of={bubble.id: _choice([*_opened(picture), bubble.id]) for bubble in picture.bubbles},
        close_of={laid.id: _without(picture, laid.id) for laid in picture.opened},
        lines=[line for line in picture.lines if line.source in areas and line.target in areas],
        is_table=request.args.get("ansicht") == "tabelle",
        cut_labels=cut_labels(),
        is_large=picture.actors > DRAWN_MOST,
        drawn_most=DRAWN_MOST,
        networks_here=[(slug_of(iri).partition("/")[0], label) for iri, label in named_networks()],
        chosen_network=network_slug(),
        states=[(place, code, state_label(code)) for place, code in enumerate(STATES)],
        actor_url=actor_url,
        draw_mark=draw_mark,
        messages=messages() | area_messages(),
    )


def answer_picture() -> Response:
    """The picture of areas as JSON, in the form of `/api/v1/karte.json`; the browser keeps it until the data change."""
    picture = make_area_picture(get_overview(), read_wanted())
    response = jsonify(revision=get_store().revision, **areas_as_json(picture))
    response.add_etag()
    response.make_conditional(request)
    return response


def answer_search() -> Response:
    """Actors of the chosen network whose name contains ?text=, those it begins with first, at most 20."""
    wanted, overview = request.args.get("text", "")[:100].strip(), get_overview()
    hits = find_actors(overview, wanted) if wanted else []
    items = [
        {
            "id": slug_of(iri),
            "label": label,
            "kindLabel": "",
            "url": url_for("karte.show", **_choice([], akteur=slug_of(iri))),
        }
        for iri, label in hits
    ]
    response = jsonify(items=items, revision=get_store().revision)
    response.vary.add("Accept-Language")
    return response


def cut_labels() -> dict[str, str]:
    """What the ways to cut a network are called."""
    return {"sektor": _("nach Sektor"), "gemeinschaft": _("nach Kreisen"), "bezirk": _("nach Bezirk")}


def area_messages() -> dict[str, str]:
    """What the script of this map says beside the words of the other one."""
    return {
        "areaOpen": _("Öffnen"),
        "areaClose": _("Schließen"),
        "areaActors": _("{number} Akteure"),
        "areaUntied": _("{number} davon ohne bestehende Verbindung"),
        "areaWithin": _("Verbindungen innerhalb"),
        "areaTo": _("Verbindungen zu anderen"),
        "areaOthers": _("und {number} weitere"),
        "areaShown": _("Gezeigt sind die {shown} am besten verbundenen."),
        "areaTies": _("{number} Verbindungen"),
        "areaNearby": _("Umfeld zeigen"),
        "areaProfile": _("Zum Akteur"),
        "areaDegree": _("Partner: {number}"),
        "areaIntroduction": _("Jeder große Punkt steht für viele Akteure. Doppelklick oder Eingabe öffnet ihn."),
        "areaCount": _("{number} Akteure, {shown} davon einzeln gezeichnet"),
        "areaThinned": _("Gezeichnet sind je Gebiet die stärksten Verbindungen; die Tabelle nennt alle."),
        "areaTable": _("Als Tabelle"),
    }


def areas_as_json(picture: AreaPicture) -> dict[str, Any]:
    """Bubbles, actors, and what ties them, as `scene.js` draws them."""
    actual = {bubble.id for bubble in picture.bubbles if bubble.is_open}
    drawn = [bubble for bubble in picture.bubbles if not bubble.is_open]
    codes = sorted({dot.sector for dot in picture.dots})
    return {
        "cut": picture.cut,
        "actors": picture.actors,
        "sectors": [style_as_json(code, style) for code, style in [*sector_styles(codes).items(), *_looks(drawn)]],
        "groups": [laid_as_json(laid, picture.dots) for laid in picture.opened],
        "kinds": [],
        "states": [
            {"id": code, "label": label, "count": number, "place": STATES.index(code)}
            for code, label, number in _count_states(picture)
        ],
        "facets": [],
        "moments": [],
        "nodes": [
            *(bubble_as_json(bubble) for bubble in picture.bubbles if bubble.id not in actual),
            *(laid_node_as_json(laid, picture) for laid in picture.opened),
            *(dot_as_json(dot) for dot in picture.dots),
        ],
        "edges": [edge for line in strongest(picture) for edge in edges_as_json(line)],
        "isThinned": len(strongest(picture)) < len(picture.lines),
        "gaps": [],
        "notices": list(picture.notices),
    }


def strongest(picture: AreaPicture) -> list[Line]:
    """Every line of an actor, and of each area those to the areas it has most ties with: more nobody could follow."""
    areas = {bubble.id for bubble in picture.bubbles}
    lines, drawn = [], Counter[str]()
    for line in sorted(picture.lines, key=lambda line: -sum(line.ties)):
        if {line.source, line.target} <= areas:
            if min(drawn[line.source], drawn[line.target]) >= LINES_MOST:
                continue
            drawn.update((line.source, line.target))
        lines.append(line)
    return lines


def bubble_as_json(bubble: Bubble) -> dict[str, Any]:
    """An area as one node."""
    return {
        "id": bubble.id,
        "label": f"{bubble.label}\u00a0·\u00a0{format_decimal(bubble.number)}",
        "name": bubble.label,
        "short": "",
        "sector": f"area-{bubble.style.name}",
        "area": True,
        "group": False,
        "collective": False,
        "x": bubble.x,
        "y": bubble.y,
        "radius": bubble.radius,
        "count": bubble.number,
        "ties": bubble.ties,
        "untied": bubble.untied,
        "degree": min(bubble.number, RANK_MOST),
        "groups": [],
    }


def laid_node_as_json(laid: Laid, picture: AreaPicture) -> dict[str, Any]:
    """An area laid open: its name stands at the edge of its actors, its ties lead from its middle."""
    bubble = next((one for one in picture.bubbles if one.id == laid.id), None)
    return {
        "id": laid.id,
        "label": f"{laid.label}\u00a0·\u00a0{format_decimal(laid.total)}",
        "name": laid.label,
        "short": "",
        "sector": "",
        "area": True,
        "open": True,
        "group": True,
        "areaOnly": True,
        "collective": False,
        "x": laid.x,
        "y": laid.y,
        "count": laid.total,
        "shown": laid.shown,
        "ties": bubble.ties if bubble else [],
        "untied": bubble.untied if bubble else 0,
        "degree": min(laid.total, RANK_MOST),
        "groups": [],
    }


def dot_as_json(dot: Dot) -> dict[str, Any]:
    """An actor that is drawn by itself."""
    return {
        "id": dot.id,
        "iri": dot.iri,
        "label": dot.label,
        "name": dot.label,
        "short": "",
        "sector": dot.sector,
        "group": False,
        "collective": False,
        "x": dot.x,
        "y": dot.y,
        "degree": dot.degree,
        "groups": [],
        "inArea": dot.area,
        "url": actor_url(dot.iri),
    }


def laid_as_json(laid: Laid, dots: tuple[Dot, ...]) -> dict[str, Any]:
    """The outline around the actors of an area."""
    members = [dot.id for dot in dots if dot.area == laid.id]
    return {"id": laid.id, "iri": laid.id, "label": laid.label, "members": members, "state": "exists"}


def edges_as_json(line: Line) -> list[dict[str, Any]]:
    """An edge for each state that occurs; its width says how many ties it stands for."""
    return [
        {
            "id": f"{line.source}~{line.target}~{code}",
            "from": line.source,
            "to": line.target,
            "kind": "Ties",
            "state": code,
            "stateLabel": state_label(code),
            "count": number,
            "directed": False,
        }
        for code, number in zip(STATES, line.ties, strict=True)
        if number
    ]


def _opened(picture: AreaPicture) -> list[str]:
    return [laid.id for laid in picture.opened if laid.id != NEARBY]


def _without(picture: AreaPicture, area_id: str) -> dict[str, Any]:
    """The choice with one area closed, or without somebody's surroundings."""
    choice = _choice([one for one in _opened(picture) if one != area_id])
    return choice | {"akteur": None, "tiefe": None} if area_id == NEARBY else choice


def _choice(opened: list[str], **changes: str) -> dict[str, Any]:
    """The parameters of this page with these areas open."""
    asked = {name: request.args.get(name) for name in ("netz", "lang", "gebiet", "ansicht", "akteur", "tiefe")}
    return asked | {"offen": opened} | changes


def style_as_json(code: str, style: SectorStyle) -> dict[str, Any]:
    """A look with both its colours."""
    return {"id": code, "label": "", "color": style.light, "colorDark": style.dark, "shape": style.shape, "count": 0}


def _looks(bubbles: list[Bubble]) -> list[tuple[str, SectorStyle]]:
    """Bubbles are round, whatever the shape of their sector."""
    names = sorted({bubble.style.name for bubble in bubbles})
    return [(f"area-{name}", SectorStyle(name, BY_NAME[name].light, BY_NAME[name].dark, "dot")) for name in names]


def _count_states(picture: AreaPicture) -> tuple[tuple[str, str, int], ...]:
    ties = [*(bubble.ties for bubble in picture.bubbles), *(line.ties for line in picture.lines)]
    numbers = (code for one in ties for code, number in zip(STATES, one, strict=True) if number)
    return count_codes(STATE_LABELS, state_label, numbers)
