"""The gaps that the map can draw and the table can list: how many of each kind, and which of the chosen kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from webapp.pages.map.model import MapGap, MapView
from webapp.pages.map.selection import Selection
from webapp.ui.wording import GAP_KINDS, gap_kind_label

LISTED_MOST = 200


def count_gaps(picture: MapView, shown: Collection[str]) -> list[tuple[str, str, int]]:
    """All kinds with their names and how many gaps of each concern somebody visible; nothing where no gap is known."""
    if not picture.gaps:
        return []
    numbers = Counter(gap.kind for gap in picture.gaps if concerns(gap, shown))
    return [(kind, gap_kind_label(kind), numbers[kind]) for kind in GAP_KINDS]


def list_gaps(picture: MapView, selection: Selection, shown: Collection[str]) -> list[MapGap]:
    """The gaps of the chosen kinds that concern somebody visible, at most 200."""
    found = [gap for gap in picture.gaps if gap.kind in selection.gap_kinds and concerns(gap, shown)]
    return found[:LISTED_MOST]


def concerns(gap: MapGap, shown: Collection[str]) -> bool:
    """Whether one of a gap's parties is visible."""
    return any(party in shown for party in gap.parties)
