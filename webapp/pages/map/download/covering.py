"""Which names of a drawing cannot be read, because they lie over something."""

from __future__ import annotations

from webapp.pages.map.download.drawing import Drawing, DrawnSign
from webapp.pages.map.download.names import DrawnName
from webapp.pages.map.download.spots import Box, Occupied


def covering(drawn: Drawing) -> list[DrawnName]:
    """The names that lie over a sign or over another name. O(names), as long as they do not crowd."""
    taken: Occupied[str] = Occupied()
    for one in _signs(drawn):
        reach = 8 * one.scale
        taken.add("", Box(one.x - reach, one.y - reach, one.x + reach, one.y + reach))
    found = []
    for name in drawn.names:
        if next(taken.near(name.box), None):
            found.append(name)
        taken.add("", name.box)
    return found


def _signs(drawn: Drawing) -> list[DrawnSign]:
    return [*drawn.groups, *(one for *_look, signs in drawn.signs for one in signs)]
