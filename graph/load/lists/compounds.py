"""Whether two compound words mean one thing: by the joint, the last part, or the level that one of them says too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import product

from rapidfuzz.distance import Postfix, Prefix

_JOINTS = frozenset({"", "s", "n", "en", "er", "e", "es", "ens", "schafts", "ungs", "heits", "keits"})
"""What stands between the parts of a compound: Gesang-s-verein, Schwanger-en-beratung."""
_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"verein", "verband", "initiative", "gesellschaft"}),
    frozenset({"netz", "netzwerk"}),
    frozenset({"gemeinde", "pfarrgemeinde"}),
    frozenset({"management", "manager", "managerin"}),
    frozenset({"praxis", "arztpraxis", "in", "innen", ""}),
)
"""Last parts of one sense: Elterninitiative, Elternverein. The last of them are doctors'."""
_LEVELS = frozenset({"kreis", "stadt", "sozial", "landkreis"})
"""First parts that may be missing: Kreissparkasse, Sparkasse."""
_BEGIN, _END, _SHORTEST_END, _COMPOUND = 5, 5, 3, 14
_DOCTOR = ("arzt", "praxis", "medizin", "therapeut")
_OFFICES = ("amt", "dezernat", "referat", "beauftragter", "beauftragte", "beirat", "ausschuss", "kreis")


def is_other_compound(one: str, other: str) -> bool:
    """Whether two words are one compound put together in two ways."""
    return _differ_by_joint(one, other) or _differ_by_last_part(one, other) or differ_by_level(one, other)


def _differ_by_joint(one: str, other: str) -> bool:
    begin, end = Prefix.similarity(one, other), Postfix.similarity(one, other)
    return any(
        _between(one, first, last) and _between(other, first, last)
        for first, last in product(range(_BEGIN, begin + 1), range(_END, end + 1))
    )


def _between(word: str, begin: int, end: int) -> bool:
    """Whether nothing but a joint stands between the first letters and the last."""
    return len(word) >= begin + end and word[begin : len(word) - end] in _JOINTS


def _differ_by_last_part(one: str, other: str) -> bool:
    *kinds, doctors = _ALIKE
    begin = Prefix.similarity(one, other)
    ends = [{one[place:], other[place:]} for place in range(_BEGIN, begin + 1)]
    of_doctor = any(kind in one for kind in _DOCTOR)
    return any(kind.issuperset(rest) for rest in ends for kind in (*kinds, *((doctors,) if of_doctor else ())))


def differ_by_level(one: str, other: str) -> bool:
    """Whether one says a level in front that the other leaves out, or more in front of what is a compound itself."""
    shorter, longer = sorted((one, other), key=len)
    is_within = len(shorter) >= _COMPOUND and longer.endswith(shorter)
    return is_within or (len(shorter) >= _END and _is_level_of(longer, shorter))


def _is_level_of(longer: str, shorter: str) -> bool:
    return longer.endswith(shorter) and longer.removesuffix(shorter) in _LEVELS


def is_joined_of(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a word is two others but for their last part: Demenznetz, Demenz-Netzwerk; Landvolk-Kreisverband."""
    if len(one) != 1 or len(other) != 2:  # noqa: PLR2004 - a word, and two
        return False
    end, (begin, last) = one[0].removeprefix(other[0]).removeprefix("s"), other
    is_last = _is_level_of(last, end) or any(kind.issuperset({end, last}) for kind in _ALIKE)
    return one[0].startswith(begin) and len(begin) >= _BEGIN and len(end) >= _SHORTEST_END and is_last


def is_suspended(word: str, suspended: Iterable[str], said: Collection[str]) -> bool:
    """Whether a word is one whose end stands behind another word only: Gewerbeverein, Gewerbe- und Handelsverein."""
    ends = (word.removeprefix(first).removeprefix("s") for first in suspended if word.startswith(first))
    return any(len(end) >= _SHORTEST_END and any(one.endswith(end) for one in said) for end in ends)


def are_of_doctor(one: Collection[str], other: Collection[str], first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two names of one doctor say the practice in two ways: `Praxis Dr. Weiß`, `Frauenärztin Dr. Weiß`."""
    rest = (*first, *second)
    are_doctors = all(any(kind in word for kind in _DOCTOR) for word in rest)
    return "dr" in one and "dr" in other and are_doctors and "praxis" in rest


def office_in(words: Sequence[str]) -> tuple[str, str]:
    """What a single word names an office or body for, and what that is: Jugend-amt; "" twice for none."""
    office = words[0] if len(words) == 1 else ""
    kind = next((one for one in _OFFICES if office.endswith(one) and office != one), "")
    return (office.removesuffix(kind), kind) if kind else ("", "")
