"""What the map of areas shows: bubbles, the actors of areas laid open, and what ties them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.areas.areas import Cut
from graph.model import STATES
from webapp.ui.palette import SectorStyle


@dataclass(frozen=True, slots=True)
class Bubble:
    """An area in words, at its position. `ties` within it by state; `is_open` when its actors are drawn."""

    id: str
    label: str
    number: int
    ties: tuple[int, ...]
    untied: int
    style: SectorStyle
    x: float
    y: float
    radius: float = 0.0
    is_open: bool = False

    @property
    def demanded(self) -> int:
        """Ties within it that somebody asks for."""
        return self.ties[STATES.index("demanded")]


@dataclass(frozen=True, slots=True)
class Dot:
    """An actor that is drawn by itself, with the id of the area laid open that it stands in."""

    id: str
    iri: str
    label: str
    sector: str
    x: float
    y: float
    degree: int
    area: str


@dataclass(frozen=True, slots=True)
class AreaLine:
    """What ties two bubbles or two actors: the number of ties by state."""

    source: str
    target: str
    ties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """An area laid open, with how many of its actors are drawn."""

    id: str
    label: str
    shown: int
    total: int
    x: float
    y: float

    @property
    def others(self) -> int:
        """Actors that are counted, but not drawn."""
        return self.total - self.shown


@dataclass(frozen=True, slots=True)
class AreaPicture:
    """Everything the map of areas shows. `cuts` are the ways to cut this network; `actors` is the number of all."""

    cut: Cut
    cuts: tuple[Cut, ...]
    actors: int
    bubbles: tuple[Bubble, ...]
    lines: tuple[AreaLine, ...]
    dots: tuple[Dot, ...]
    opened: tuple[Laid, ...]
    notices: tuple[str, ...]
