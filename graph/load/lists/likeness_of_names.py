"""Whether two names sound like one organisation, and why: the judgement of a single pair."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from itertools import permutations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from graph.load.lists.initials import stands_for
from graph.load.lists.name_forms import (
    CUT,
    GENERAL,
    NameForm,
    form_alone,
    is_filling,
    stands_alone,
    whole_of,
    written_out,
)
from graph.load.lists.sound import sound_of
from graph.load.lists.word_files import lines_of

SAME_WORDS = "They differ only in legal form, order, signs or an abbreviation."
SOUNDS_ALIKE = "They sound or are spelled nearly alike."
SHORT_FOR = "One is an abbreviation of the other."
WITH_YEAR = "One of them says a year as well."
SAYS_MORE = "One of them says more of what it does."
WITH_CARRIER = "One of them says who keeps it as well."
WITH_PLACE = "One of them says the place as well."
WITH_UNIT = "One of them names a department as well."

NO_PLACE = re.compile(
    r"(?:haus|heim|schule|schulen|stiftung|verein|verband|bund|werk|amt|gruppe|dienst|stelle|zentrum|centrum|kirche|institut|"
    r"gesellschaft|agentur|behorde|kammer|klinik|klinikum|projekt|netzwerk|buro|rat|hilfe|arbeit|beratung|pflege|bildung|"
    r"forderung|initiative|forum|kita|praxis|apotheke|verwaltung|fachbereich|trager|kultur|sprache|integration|migration|"
    r"jugend|familie|soziales|gesundheit|wohnen|team|service|trust|centre|club|theater|museum|garten|wirtschaft|sport)$"
)
"""How words end that are no place."""
_ENDINGS = frozenset({"er", "s", "n", "en", "e", "es", "in", "innen", "sstelle", "stelle"})
_OF_CLUBS = frozenset({"verein", "verband"})
_SAME_BEGINNINGS = frozenset(
    first + second for letters in ("ckqg", "szc", "fvwp", "dt", "bp", "ijy") for first in letters for second in letters
)
_STEM, _SHORT, _LONG, _SOUNDING = 5, 4, 9, 80
_OFFICE, _MOST_SAYS_MORE = "amt", 4
_SHORTEST_JOINED, _MOST_EDITS, _COMPOUND, _MOST_PARTS, _FEWEST_WORDS = 9, 2, 7, 3, 2


def alike(one: NameForm, other: NameForm, places: Collection[str]) -> str:
    """Why both may be one, in English; "" for two of whom nobody needs to be asked.

    Another number, another town, or any word on either side that the other lacks makes them two. `places` are words
    that this list uses as names of places.
    """
    return _of_equals(one, other, places) or _by_whole(one, other, places)


def _of_equals(one: NameForm, other: NameForm, places: Collection[str]) -> str:
    if one.numbers != other.numbers:
        is_one_dated = one.undated == other.undated and not (one.numbers and other.numbers)
        return WITH_YEAR if is_one_dated and one.words == other.words and len(one.words) > 1 else ""
    return _by_form(one, other) or _by_words(one, other, places)


def _by_whole(one: NameForm, other: NameForm, places: Collection[str]) -> str:
    """What makes two names one of which one is a department of the other: `Umweltamt`, `Umweltamt, Abt. Stadtgrün`."""
    whole, of_other = whole_of(one.name), whole_of(other.name)
    if bool(whole) == bool(of_other):
        return ""
    first, second = (form_alone(whole), other) if whole else (one, form_alone(of_other))
    return WITH_UNIT if _of_equals(first, second, places) else ""


def _by_form(one: NameForm, other: NameForm) -> str:
    """What makes two names one before their words are compared one by one."""
    if one.words == other.words and one.words:
        return SAME_WORDS
    if one.words and (one.joined == other.joined or one.unspaced == other.unspaced):
        return SOUNDS_ALIKE
    if (one.bare and one.bare == other.words) or (other.bare and other.bare == one.words):
        return WITH_PLACE
    return SHORT_FOR if _is_short_for(one, other) or _is_short_for(other, one) else ""


def _by_words(one: NameForm, other: NameForm, places: Collection[str]) -> str:
    if not one.words or not other.words:
        return ""
    first, second = _unmatched(one, other)
    if len(first) == len(second) == 1 and len(one.words) > 1:
        left, right = first[0], second[0]
        if _abbreviates(_short_of(one, left), right) or _abbreviates(_short_of(other, right), left):
            return SHORT_FOR
    if (len(first) == 1 < len(one.words) and _stands_for_rest(one, first, other, second)) or (
        len(second) == 1 < len(other.words) and _stands_for_rest(other, second, one, first)
    ):
        return SHORT_FOR
    if _is_office_of(first, second) or _is_office_of(second, first):
        return SAYS_MORE
    if bool(first) == bool(second):
        return SOUNDS_ALIKE if not first or _is_written_apart(one, other, first, second, places) else ""
    return _by_what_is_more(*((one, other, first) if first else (other, one, second)), places)


def _by_what_is_more(long: NameForm, short: NameForm, extra: list[str], places: Collection[str]) -> str:
    """The same of two of which one says all that the other does, and more."""
    if long.suspended.issuperset(extra):
        return SAYS_MORE
    if frozenset(extra) in _carriers():
        return WITH_CARRIER
    if _spells_itself_out(short, long, extra):
        return SHORT_FOR
    return WITH_PLACE if _may_be_missing(long, short, extra, places) else ""


@lru_cache(maxsize=20_000)
def near(one: str, other: str) -> bool:
    """Whether two words are one by sound, but for an ending, or but for a slip of the pen."""
    if not _begin_alike(one, other) or min(len(one), len(other)) < _SHORT:
        return False  # most pairs end here
    if CUT in one or CUT in other:
        return one.startswith(other.rstrip(CUT)) or other.startswith(one.rstrip(CUT))
    return _sound_alike(one, other) or _differ_in_ending(one, other) or _differ_by_slip(one, other)


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
    edits, shortest = OSA.distance(one, other, score_cutoff=_MOST_EDITS), min(len(one), len(other))
    if edits == 1:
        return shortest >= _STEM and one[0] == other[0]
    if edits != _MOST_EDITS or shortest < _LONG or one[-3:] != other[-3:] or one[:2] != other[:2]:
        return False
    return OSA.distance(sound_of(one), sound_of(other), score_cutoff=1) <= 1


def _begin_alike(one: str, other: str) -> bool:
    return one[0] == other[0] or one[0] + other[0] in _SAME_BEGINNINGS


def _is_short_for(one: NameForm, other: NameForm) -> bool:
    """Whether the first is but an abbreviation, and the second says it in brackets or with its first letters.

    A place that the second names at its end may be missing in a short form of three letters and more.
    """
    own = one.shorts | one.capitals.intersection(one.words) if len(one.words) == 1 else ()
    if not own:
        return False
    if len(other.words) < _FEWEST_WORDS:
        return not one.shorts.isdisjoint(other.shorts)
    without_place = other.said[:-1] if len(other.words) > _FEWEST_WORDS and not NO_PLACE.search(other.said[-1]) else ()
    return not one.shorts.isdisjoint(other.shorts) or any(
        stands_for(short, other.said) or (len(short) > _FEWEST_WORDS and stands_for(short, without_place))
        for short in own
    )


def _short_of(form: NameForm, word: str) -> str:
    """The short form in capitals that a word of a name is, or was written out from; "" for none."""
    if word in form.capitals:
        return word
    known = [short for short in form.capitals if short not in form.words]
    return known[0] if len(known) == 1 and word not in form.said else ""


def _stands_for_rest(one: NameForm, first: list[str], other: NameForm, second: list[str]) -> bool:
    """Whether all that the first says otherwise is a short form of what the second says otherwise."""
    short = _short_of(one, first[0])
    without_level = [word for word in second if word not in GENERAL]
    return short != "" and any(
        len(words) >= _FEWEST_WORDS and stands_for(short, _said_of(other, words)) for words in (second, without_level)
    )


def _said_of(form: NameForm, words: list[str]) -> tuple[str, ...]:
    """What a name says from the first of these words to the last, small words between them too; () for no such run."""
    rest = frozenset(form.words).difference(words)
    own = {
        word
        for word in form.said
        if word in words or not (word in form.words or is_filling(word) or rest.issuperset(written_out(word)))
    }
    places = [place for place, word in enumerate(form.said) if word in own]
    between = form.said[places[0] : places[-1] + 1] if len(places) == len(words) else ()
    return between if all(word in own or is_filling(word) for word in between) else ()


def _unmatched(one: NameForm, other: NameForm) -> tuple[list[str], list[str]]:
    """The words of each that the other has in no spelling."""
    first = [word for word in one.words if word not in other.words]
    second = [word for word in other.words if word not in one.words]
    if len(first) > len(other.words) or len(second) > len(one.words):
        return first, second
    for word in list(first):
        match = next((found for found in second if near(word, found)), None)
        if match is not None:
            first.remove(word)
            second.remove(match)
    return first, second


def _is_written_apart(
    one: NameForm, other: NameForm, first: list[str], second: list[str], places: Collection[str]
) -> bool:
    """Whether both are one word written together or apart, but for a slip, and for what only one of them says."""
    if _may_join(first, second) and _are_joined_alike(_in_order(one, first), _in_order(other, second)):
        return True
    left, right = ([word for word in words if not _is_optional(word, places)] for words in (first, second))
    if not _may_join(left, right) or (len(left) < len(first) and len(right) < len(second)):
        return False
    return _are_joined_alike(_in_order(one, left), _in_order(other, right))


def _is_office_of(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether one names an office by a word and the other by several: Jugendamt, Amt für Jugend und Familie."""
    office = second[0] if len(second) == 1 else ""
    more = [word for word in first if word not in GENERAL]
    if not office.endswith(_OFFICE) or _OFFICE not in more or len(more) > _MOST_SAYS_MORE:
        return False
    return any(word != _OFFICE and near(office.removesuffix(_OFFICE), word) for word in more)


@cache
def _carriers() -> frozenset[frozenset[str]]:
    """The words of each of the large bodies that keep houses and services: `AWO-Begegnungsstätte Nord`."""
    return frozenset(frozenset(form_alone(one).words) for one in lines_of("names")["carriers"])


def _spells_itself_out(short: NameForm, long: NameForm, extra: list[str]) -> bool:
    """Whether a short form in capitals is also the first word of what it stands for: BUND, Bund für Umwelt.

    Or it stands before that: `KFB Kompetenzzentrum Frühe Bildung`.
    """
    if len(extra) == 1 and _short_of(long, extra[0]) == extra[0]:
        return stands_for(extra[0], [word for word in long.said if word != extra[0]])
    return any(
        word in long.words and len(extra) >= _FEWEST_WORDS and stands_for(word, _said_of(long, [word, *extra]))
        for word in short.capitals
    )


def _may_join(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether words could be the same letters in fewer words: most cannot, for they are not as long."""
    if len(first) == len(second):
        return False
    length = sum(map(len, first))
    return length >= _SHORTEST_JOINED and abs(length - sum(map(len, second))) <= 1


def _are_joined_alike(first: list[str], second: list[str]) -> bool:
    fewer, more = sorted((first, second), key=len)
    orders = permutations(more) if len(fewer) == 1 and len(more) <= _MOST_PARTS else [more]
    return any(OSA.distance("".join(fewer), "".join(parts), score_cutoff=_MOST_EDITS) <= 1 for parts in orders)


def _abbreviates(short: str, long: str) -> bool:
    """Whether a short form in capitals has letters of a compound, the first of them first: KSK, Kreissparkasse."""
    rest = iter(long)
    return short != "" and len(long) >= _COMPOUND and long[0] == short[0] and all(letter in rest for letter in short)


def _in_order(form: NameForm, words: list[str]) -> list[str]:
    return [word for word in form.spoken if word in words]


def _is_optional(word: str, places: Collection[str]) -> bool:
    return word in GENERAL or word in places


def _may_be_missing(one: NameForm, other: NameForm, extra: list[str], places: Collection[str]) -> bool:
    shared = [word for word in (one.words if len(one.words) < len(other.words) else other.words) if word not in GENERAL]
    if not shared or all(word in places for word in shared):
        return False
    unusual = [word for word in extra if not _is_optional(word, places)]
    return not unusual or _says_the_town(one, other, unusual)


def _says_the_town(one: NameForm, other: NameForm, unusual: list[str]) -> bool:
    """Whether one names what a town has once, and the other that with one more word behind it, likely the town."""
    shorter, longer = sorted((one, other), key=lambda form: len(form.words))
    return " ".join(shorter.spoken) in stands_alone() and unusual == [longer.last] and not NO_PLACE.search(longer.last)
