"""Whether two names sound like one organisation, and why: the judgement of a single pair."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import permutations

from rapidfuzz.distance import OSA

from graph.load.lists.compounds import are_of_doctor, is_joined_of, is_suspended, office_in
from graph.load.lists.initials import stands_for
from graph.load.lists.name_forms import (
    GENERAL,
    NameForm,
    form_alone,
    is_filling,
    stands_alone,
    whole_of,
    written_out,
)
from graph.load.lists.near_words import MOST_EDITS, near
from graph.load.lists.word_files import lines_of

SAME_WORDS = "They differ only in legal form, order, signs or an abbreviation."
SOUNDS_ALIKE = "They sound or are spelled nearly alike."
SHORT_FOR = "One is an abbreviation of the other."
WITH_YEAR = "One of them says a year as well."
SAYS_MORE = "One of them says more of what it does."
WITH_CARRIER = "One of them says who keeps it as well."
WITH_PLACE = "One of them says the place as well."
WITH_UNIT = "One of them names a department as well."
WITH_WHOLE = "One of them says as well what it is a part of."

NO_PLACE = re.compile(
    r"(?:haus|heim|schule|schulen|stiftung|verein|verband|bund|werk|amt|gruppe|dienst|stelle|zentrum|centrum|kirche|institut|"
    r"gesellschaft|agentur|behorde|kammer|klinik|klinikum|projekt|netzwerk|buro|rat|hilfe|arbeit|beratung|pflege|bildung|"
    r"forderung|initiative|forum|kita|praxis|apotheke|verwaltung|fachbereich|trager|kultur|sprache|integration|migration|"
    r"jugend|familie|soziales|gesundheit|wohnen|team|service|trust|centre|club|theater|museum|garten|wirtschaft|sport)$"
)
"""How words end that are no place."""
_MOST_SAYS_MORE = 4
_FOR = frozenset({"fur", "for"})
_STROKE = re.compile(r",\s+|\s+[-–—]\s+")
_SHORTEST_JOINED, _COMPOUND, _MOST_PARTS, _FEWEST_WORDS = 9, 7, 3, 2


def alike(one: NameForm, other: NameForm, places: Collection[str]) -> str:
    """Why both may be one, in English; "" for two of whom nobody needs to be asked.

    Another number, another town, or any word on either side that the other lacks makes them two. `places` are words
    that this list uses as names of places.
    """
    return _of_equals(one, other, places) or _by_whole(one, other, places)


def _of_equals(one: NameForm, other: NameForm, places: Collection[str]) -> str:
    if one.numbers != other.numbers:
        is_one_dated = one.undated == other.undated and not (one.numbers and other.numbers)
        are_alike = is_one_dated and len(one.words) == len(other.words) > 1 and not any(_unmatched(one, other))
        return WITH_YEAR if are_alike else ""
    return _by_form(one, other) or _by_words(one, other, places)


def _by_whole(one: NameForm, other: NameForm, places: Collection[str]) -> str:
    """What makes two names one of which one is a department of the other: `Umweltamt`, `Umweltamt, Abt. Stadtgrün`."""
    if _is_part_in(one, other) or _is_part_in(other, one):
        return WITH_WHOLE
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
        if _abbreviates(_short_of(one, left), right, other) or _abbreviates(_short_of(other, right), left, one):
            return SHORT_FOR
    if (len(first) == 1 < len(one.words) and _stands_for_rest(one, first, other, second)) or (
        len(second) == 1 < len(other.words) and _stands_for_rest(other, second, one, first)
    ):
        return SHORT_FOR
    if _says_more(one, first, second) or _says_more(other, second, first) or _explains(one, other, first, second):
        return SAYS_MORE
    if bool(first) == bool(second):
        is_one = not first or are_of_doctor(one.said, other.said, first, second)
        return SOUNDS_ALIKE if is_one or _is_written_apart(one, other, first, second, places) else ""
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
    in_order = _in_order(one, first), _in_order(other, second)
    if _may_join(first, second) and _are_joined_alike(*in_order):
        return True
    if is_joined_of(*in_order) or is_joined_of(*in_order[::-1]):
        return True
    left, right = ([word for word in words if not _is_optional(word, places)] for words in (first, second))
    if not _may_join(left, right) or (len(left) < len(first) and len(right) < len(second)):
        return False
    return _are_joined_alike(_in_order(one, left), _in_order(other, right))


def _is_office_of(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether one names an office by a word and the other by several: Jugendamt, Amt für Jugend und Familie."""
    (about, kind), more = office_in(second), [word for word in first if word not in GENERAL]
    if not kind or len(more) > _MOST_SAYS_MORE or not any(word.endswith(kind) for word in more):
        return False
    return any(near(about, word) for word in more if not word.endswith(kind))


def _says_more(one: NameForm, first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the first says in several words what the second does in one: `Frauen- und Kinderschutzhaus`."""
    are_suspended = bool(first and second) and all(is_suspended(word, one.suspended, one.said) for word in second)
    return are_suspended or _is_office_of(first, second)


def _explains(one: NameForm, other: NameForm, first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether one says behind what a town has once for whom it is there: `Lebenshilfe für Menschen mit ... Elm`."""
    if bool(first) == bool(second):
        return False
    short, long = (other, one) if first else (one, other)
    alone = " ".join(short.spoken[:-1])
    is_same = alone in stands_alone() and " ".join(long.spoken).startswith(f"{alone} ") and long.last == short.last
    return is_same and not _FOR.isdisjoint(long.said)


def _is_part_in(part: NameForm, long: NameForm) -> bool:
    """Whether a name is what another says behind a comma or a dash: `Klinikum Elm – Geburtsklinik`."""
    whole, stroke, of_it = _STROKE.sub("\t", long.name).partition("\t")
    if not stroke or part.numbers != long.numbers:
        return False
    words, places = set(form_alone(of_it).words), set(form_alone(whole).words)
    return bool(words) and words <= set(part.words) and set(part.words) - words < places and _tells(words)


def _tells(words: Collection[str]) -> bool:
    return any(word not in GENERAL and NO_PLACE.search(word) for word in words)


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
    return any(OSA.distance("".join(fewer), "".join(parts), score_cutoff=MOST_EDITS) <= 1 for parts in orders)


def _abbreviates(short: str, long: str, of_long: NameForm) -> bool:
    """Whether a short form in capitals has letters of a compound, the first of them first: KSK, Kreissparkasse.

    What another short form was written out to has one already.
    """
    rest = iter(long if long in of_long.said else "")
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
