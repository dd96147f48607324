"""The picture of areas as JSON, in the form that `scene.js` draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask_babel import format_decimal

from graph.model import STATES
from webapp.pages.map.aggregate.model import AreaLine, AreaPicture, Bubble, Dot, Laid
from webapp.pages.map.appearance import appearance_as_json, number_parallels
from webapp.pages.map.codes import count_codes
from webapp.pages.map.model import HUES
from webapp.pages.map.naming import map_names
from webapp.pages.map.schemas import AreaEdgeJson, AreaNodeJson, AreasJson, AreaStateJson, OutlineJson, SectorJson
from webapp.pages.map.signs import GROUP_RADIUS, radius_for
from webapp.ui.links import actor_url
from webapp.ui.palette import BY_NAME, SectorStyle, sector_styles
from webapp.ui.wording import STATES as STATE_LABELS
from webapp.ui.wording import state_label

RANK_MOST = 900
LINES_MOST = 5


def areas_as_json(picture: AreaPicture, revision: int) -> AreasJson:
    """Bubbles, actors, and what ties them, as `scene.js` draws them."""
    actual = {bubble.id for bubble in picture.bubbles if bubble.is_open}
    drawn = [bubble for bubble in picture.bubbles if not bubble.is_open]
    codes = sorted({dot.sector for dot in picture.dots})
    return AreasJson(
        revision=revision,
        cut=picture.cut,
        actors=picture.actors,
        sectors=[style_as_json(code, style) for code, style in [*sector_styles(codes).items(), *_looks(drawn)]],
        groups=[laid_as_json(laid, picture.dots, number % HUES) for number, laid in enumerate(picture.opened)],
        kinds=[],
        states=[
            AreaStateJson(code, label, number, STATES.index(code)) for code, label, number in _count_states(picture)
        ],
        facets=[],
        moments=[],
        nodes=[
            *(bubble_as_json(bubble) for bubble in picture.bubbles if bubble.id not in actual),
            *(laid_node_as_json(laid, picture) for laid in picture.opened),
            *map(dot_as_json, picture.dots, map_names([(dot.label, "") for dot in picture.dots])),
        ],
        edges=edges_as_json(strongest(picture)),
        is_thinned=len(strongest(picture)) < len(picture.lines),
        gaps=[],
        matters=[],
        appearance=appearance_as_json(),
        notices=list(picture.notices),
    )


def strongest(picture: AreaPicture) -> list[AreaLine]:
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


def bubble_as_json(bubble: Bubble) -> AreaNodeJson:
    """An area as one node."""
    return AreaNodeJson(
        id=bubble.id,
        label=f"{bubble.label}\u00a0·\u00a0{format_decimal(bubble.number)}",
        name=bubble.label,
        sector=f"area-{bubble.style.name}",
        area=True,
        group=False,
        x=bubble.x,
        y=bubble.y,
        radius=bubble.radius,
        count=bubble.number,
        ties=list(bubble.ties),
        untied=bubble.untied,
        degree=min(bubble.number, RANK_MOST),
        short="",
        collective=False,
        groups=[],
    )


def laid_node_as_json(laid: Laid, picture: AreaPicture) -> AreaNodeJson:
    """An area laid open: its name stands at the edge of its actors, its ties lead from its middle."""
    bubble = next((one for one in picture.bubbles if one.id == laid.id), None)
    return AreaNodeJson(
        id=laid.id,
        label=f"{laid.label}\u00a0·\u00a0{format_decimal(laid.total)}",
        name=laid.label,
        sector="",
        area=True,
        open=True,
        group=True,
        area_only=True,
        x=laid.x,
        y=laid.y,
        radius=GROUP_RADIUS,
        count=laid.total,
        shown=laid.shown,
        ties=list(bubble.ties) if bubble else [],
        untied=bubble.untied if bubble else 0,
        degree=min(laid.total, RANK_MOST),
        short="",
        collective=False,
        groups=[],
    )


def dot_as_json(dot: Dot, names: tuple[str, ...]) -> AreaNodeJson:
    """An actor that is drawn by itself, with the ways to write its name."""
    return AreaNodeJson(
        id=dot.id,
        iri=dot.iri,
        label=dot.label,
        name=dot.label,
        sector=dot.sector,
        group=False,
        x=dot.x,
        y=dot.y,
        radius=radius_for(dot.degree),
        degree=dot.degree,
        in_area=dot.area,
        url=actor_url(dot.iri),
        names=list(names),
        short="",
        collective=False,
        groups=[],
    )


def laid_as_json(laid: Laid, dots: tuple[Dot, ...], hue: int) -> OutlineJson:
    """The outline around the actors of an area, and the number of its colour."""
    members = [dot.id for dot in dots if dot.area == laid.id]
    return OutlineJson(laid.id, laid.id, laid.label, members, "exists", hue)


def edges_as_json(lines: Sequence[AreaLine]) -> list[AreaEdgeJson]:
    """An edge for each line and each state that occurs; its width says how many ties it stands for."""
    drawn = [(line, code, number) for line in lines for code, number in zip(STATES, line.ties, strict=True) if number]
    nths = number_parallels((line.source, line.target) for line, _code, _number in drawn)
    return [
        AreaEdgeJson(
            id=f"{line.source}~{line.target}~{code}",
            source=line.source,
            target=line.target,
            kind="Ties",
            state=code,
            state_label=state_label(code),
            count=number,
            directed=False,
            nth=nth,
        )
        for (line, code, number), nth in zip(drawn, nths, strict=True)
    ]


def style_as_json(code: str, style: SectorStyle) -> SectorJson:
    """A look with both its colours."""
    return SectorJson(code, "", style.light, style.dark, style.shape, 0)


def _looks(bubbles: list[Bubble]) -> list[tuple[str, SectorStyle]]:
    """Bubbles are round, whatever the shape of their sector."""
    names = sorted({bubble.style.name for bubble in bubbles})
    return [(f"area-{name}", SectorStyle(name, BY_NAME[name].light, BY_NAME[name].dark, "dot")) for name in names]


def _count_states(picture: AreaPicture) -> tuple[tuple[str, str, int], ...]:
    ties = [*(bubble.ties for bubble in picture.bubbles), *(line.ties for line in picture.lines)]
    numbers = (code for one in ties for code, number in zip(STATES, one, strict=True) if number)
    return count_codes(STATE_LABELS, state_label, numbers)
