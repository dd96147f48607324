"""Whether two words of names are one: by sound, but for an ending, a slip of the pen, or how a compound is joined."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from graph.load.lists.compounds import differ_by_level, is_other_compound
from graph.load.lists.folded import MANY_NAMES, folded_name
from graph.load.lists.name_forms import CUT, GENERAL, form_alone
from graph.load.lists.sound import sound_of

_ENDINGS = frozenset({"er", "s", "n", "en", "e", "es", "in", "innen", "sstelle", "stelle"})
_OF_CLUBS = frozenset({"verein", "verband", "gesellschaft"})
_SAME_BEGINNINGS = frozenset(
    first + second for letters in ("ckqg", "szc", "fvwp", "dt", "bp", "ijy") for first in letters for second in letters
)
_STEM, _SHORT, _LONG, _SOUNDING, MOST_EDITS = 5, 4, 9, 80, 2


@lru_cache(maxsize=20_000)
def near(one: str, other: str) -> bool:
    """Whether two words are one by sound, but for an ending, or but for a slip of the pen."""
    if not _begin_alike(one, other) or min(len(one), len(other)) < _SHORT:
        return GENERAL.isdisjoint((one, other)) and differ_by_level(one, other)  # most pairs end here
    if CUT in one or CUT in other:
        return one.startswith(other.rstrip(CUT)) or other.startswith(one.rstrip(CUT))
    return (
        _sound_alike(one, other)
        or _differ_in_ending(one, other)
        or _differ_by_slip(one, other)
        or is_other_compound(one, other)
    )


def forget_sounds() -> None:
    """Keep nothing of how many names sound, once all of a list are told apart: of 100,000 rows it is 40 MB."""
    if folded_name.cache_info().currsize > MANY_NAMES:
        for one in (folded_name, form_alone, near, sound_of):
            one.cache_clear()


def _sound_alike(one: str, other: str) -> bool:
    return (
        sound_of(one) == sound_of(other) and fuzz.ratio(one.replace("ph", "f"), other.replace("ph", "f")) >= _SOUNDING
    )


def _differ_in_ending(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    ending = longer[len(shorter) :] if len(shorter) >= _STEM and longer.startswith(shorter) else ""
    return ending in _ENDINGS or (ending in _OF_CLUBS and len(shorter) >= _LONG)


def _differ_by_slip(one: str, other: str) -> bool:
    """Whether one letter is wrong, or two of a long word that sounds the same but for one of them."""
    edits, shortest = OSA.distance(one, other, score_cutoff=MOST_EDITS), min(len(one), len(other))
    if edits == 1:
        return shortest >= _STEM and one[0] == other[0]
    if edits != MOST_EDITS or shortest < _LONG or one[-3:] != other[-3:] or one[:2] != other[:2]:
        return False
    return OSA.distance(sound_of(one), sound_of(other), score_cutoff=1) <= 1


def _begin_alike(one: str, other: str) -> bool:
    return one[0] == other[0] or one[0] + other[0] in _SAME_BEGINNINGS
