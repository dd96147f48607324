"""Names that sound alike: found among names written by hand, fast among many, asked until somebody answers."""

from __future__ import annotations

import itertools
import time

import pytest

from graph.load.lists.alike import find_alike
from graph.load.lists.entries import KnownActor
from graph.load.lists.sound import sound_of
from tests.graph.load.lists.duplicate_names import DIFFERENT, SAME
from tests.graph.load.lists.pairs_of_names import LATER, ONE, TWO, TWO_OF_LATER
from tests.graph.load.lists.pairs_of_towns import HILL, TOWN, TWO_OF_HILL, TWO_OF_VALLEY, VALLEY
from tests.graph.load.lists.pairs_of_trades import AFTERWARDS
from tests.graph.load.lists.pairs_of_trades import ONE as TRADES
from tests.graph.load.lists.pairs_of_trades import TWO as TWO_OF_TRADES


def found_in(names: list[str]) -> set[frozenset[str]]:
    found = find_alike(names, (), {})
    return {frozenset(pair) for pair in found.pairs} | {frozenset(pair) for pair in found.merged.items()}


def test_duplicates_of_a_list_are_found_and_little_else_is_asked() -> None:
    true = {frozenset(pair) for names in SAME for pair in itertools.combinations(names, 2)}
    asked = found_in([name for names in SAME for name in names] + list(DIFFERENT))
    assert len(asked & true) / len(true) > 0.94
    assert len(asked & true) / len(asked) > 0.95


def test_of_two_spellings_nearly_all_are_found_and_two_of_a_kind_are_never_one() -> None:
    assert len([pair for pair in ONE if found_in(list(pair))]) / len(ONE) > 0.95
    assert len([pair for pair in LATER if found_in(list(pair))]) / len(LATER) > 0.95
    of_two = (*TWO, *TWO_OF_LATER, *TWO_OF_VALLEY, *TWO_OF_HILL, *TWO_OF_TRADES)
    assert [pair for pair in of_two if found_in(list(pair))] == []


@pytest.mark.parametrize(
    ("pairs", "share"), [(TOWN, 0.87), (VALLEY, 0.86), (HILL, 0.95), (TRADES, 0.88), (AFTERWARDS, 0.74)]
)
def test_of_spellings_that_were_written_before_the_rules_most_are_found(
    pairs: tuple[tuple[str, str], ...], share: float
) -> None:
    assert len([pair for pair in pairs if found_in(list(pair))]) / len(pairs) > share
    true, asked = set(map(frozenset, pairs)), found_in([name for pair in pairs for name in pair])
    assert len(asked & true) / len(asked) > 0.95  # all of them in one list


def test_a_name_that_says_no_town_is_asked_beside_one_town_and_not_beside_several() -> None:
    assert found_in(["VHS", "Volkshochschule Elm"]) == {frozenset({"VHS", "Volkshochschule Elm"})}
    assert found_in(["VHS", "Volkshochschule Elm", "Volkshochschule Ulm"]) == set()


@pytest.mark.parametrize("of_it", [", Abt. Stadtgrün", " (Fachdienst Wasser)", " – Team Garten", ", Referat 3"])
def test_a_whole_is_asked_beside_one_that_names_a_department_and_two_departments_are_not(of_it: str) -> None:
    assert found_in(["Umweltamt", f"Umweltamt Elm{of_it}"]) == {frozenset({"Umweltamt", f"Umweltamt Elm{of_it}"})}
    assert found_in(["Umweltamt, Abteilung Luft", f"Umweltamt{of_it}"]) == set()


def test_what_an_actor_is_called_for_short_is_an_abbreviation_in_lists() -> None:
    known = [KnownActor("urn:1", "Kulturbüro Elm", ("KuBü",)), KnownActor("urn:2", "Volkshochschule Ulm", ("VHS",))]
    found = find_alike(["KuBü Elm e. V.", "VHS Elm"], known, {})
    assert list(found.pairs) == [("KuBü Elm e. V.", "Kulturbüro Elm")]


@pytest.mark.parametrize(
    "pair",
    [
        ("Grundschule 1", "Grundschule 2"),
        ("Caritas Altdorf", "Caritas Neudorf"),
        ("Kita I", "Kita II"),
        ("AG Arbeit", "AK Arbeit"),
        ("TSV 1860", "TSV 1908"),
        ("Haus A", "Haus B"),
        ("Seniorenrat", "Seniorenamt"),
        ("Praxis Kern", "Praxis Korn"),
    ],
)
def test_another_number_or_town_makes_two(pair: tuple[str, str]) -> None:
    assert found_in(list(pair)) == set()


def test_spelled_alike_but_for_capitals_and_signs_is_one_without_a_question() -> None:
    found = find_alike(["Amt für Soziales", "AMT  FUER SOZIALES", "Verein e.V.", "Verein e. V."], (), {})
    assert found.pairs == {}
    assert found.merged == {"AMT  FUER SOZIALES": "Amt für Soziales", "Verein e. V.": "Verein e.V."}


def test_a_known_name_or_alias_is_taken_and_a_similar_one_is_asked() -> None:
    known = [KnownActor("urn:1", "Volkshochschule Elm", ("VHS",)), KnownActor("urn:2", "Caritasverband Elm e. V.")]
    found = find_alike(["VHS", "volkshochschule elm", "Caritasverband Elm"], known, {})
    assert found.merged == {"VHS": "Volkshochschule Elm", "volkshochschule elm": "Volkshochschule Elm"}
    assert list(found.pairs) == [("Caritasverband Elm", "Caritasverband Elm e. V.")]


def test_an_alias_of_two_is_nobodys() -> None:
    known = [KnownActor("urn:1", "Sozialamt Elm", ("Amt",)), KnownActor("urn:2", "Jugendamt Elm", ("Amt",))]
    assert find_alike(["Amt"], known, {}).merged == {}


def test_a_verdict_joins_or_parts_and_is_not_asked_again() -> None:
    names, pair = ["Caritasverband Elm", "Caritasverband Elm e. V."], ("Caritasverband Elm e. V.", "Caritasverband Elm")
    assert list(find_alike(names, (), {}).pairs) == [pair]
    same = find_alike(names, (), {pair: "same"})
    assert (same.merged, same.pairs) == ({"Caritasverband Elm e. V.": "Caritasverband Elm"}, {})
    for said in (pair, pair[::-1]):
        assert find_alike(names, (), {(said[0], said[1]): "different"}).pairs == {}
    assert list(find_alike(names, (), {pair: "later"}).pairs) == [pair]
    known = [KnownActor("urn:1", "Caritasverband Elm", different_from=frozenset({"Caritasverband Elm e. V."}))]
    assert find_alike(names[1:], known, {}).pairs == {}


def test_who_sounds_like_a_further_name_is_asked_beside_whose_name_it_is() -> None:
    known = [KnownActor("urn:1", "Haus am Anger", ("Begegnungsstätte Altdorf",))]
    found = find_alike(["Begegnungsstätte Altdorf e. V."], known, {})
    assert list(found.pairs) == [("Begegnungsstätte Altdorf e. V.", "Haus am Anger")]


def test_of_two_names_that_are_one_either_may_stay_unless_the_network_has_one() -> None:
    names, pair = ["VHS Elm", "Volkshochschule Elm", "vhs elm"], ("Volkshochschule Elm", "VHS Elm")
    assert list(find_alike(names, (), {}).pairs) == [pair]
    assert set(find_alike(names, (), {pair: "same"}).merged.values()) == {"VHS Elm"}
    turned = find_alike(names, (), {pair: "same-as-first"})
    assert turned.merged == {"VHS Elm": "Volkshochschule Elm", "vhs elm": "Volkshochschule Elm"}
    assert turned.pairs == {}
    known = [KnownActor("urn:1", "VHS Elm")]
    assert set(find_alike(names, known, {pair: "same-as-first"}).merged.values()) == {"VHS Elm"}


def test_verdicts_on_three_names_lead_to_the_known_one() -> None:
    known = [KnownActor("urn:1", "Deutsches Rotes Kreuz Elm")]
    verdicts = {("DRK Elm e.V.", "DRK Elm"): "same", ("DRK Elm", "Deutsches Rotes Kreuz Elm"): "same"}
    found = find_alike(["DRK Elm", "DRK Elm e.V."], known, verdicts)  # type: ignore[arg-type]
    assert set(found.merged.values()) == {"Deutsches Rotes Kreuz Elm"}
    assert found.pairs == {}


def test_thousands_of_names_beside_thousands_of_known_ones_take_seconds() -> None:
    words = ["Verein", "Zentrum", "Initiative", "Stiftung", "Werk", "Forum", "Kreis", "Dienst", "Treff", "Haus"]
    towns = [
        f"{first}{last}"
        for first in ("Ober", "Unter", "Alt", "Neu", "Groß", "Klein")
        for last in ("au", "dorf", "heim", "berg", "feld")
    ]
    names = [
        f"{word} {topic} {town}"
        for word in words
        for town in towns
        for topic in ("Musik", "Sport", "Kultur", "Natur", "Technik", "Kunst")
    ]
    known = [KnownActor(f"urn:{name}", f"{name} e. V.") for name in names]
    start = time.process_time()
    found = find_alike(names, known, {})
    assert len({pair[0] for pair in found.pairs}) == len(names)
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("word", "sound"),
    [
        ("muller", "657"),
        ("meier", "67"),
        ("mayr", "67"),
        ("wikipedia", "3412"),
        ("breschnew", "17863"),
        ("phonetik", "3624"),
    ],
)
def test_the_sound_of_a_word_is_that_of_the_published_rules(word: str, sound: str) -> None:
    assert sound_of(word) == sound


@pytest.mark.parametrize(
    ("one", "other"),
    [("学校 1", "病院 1"), ("مدرسة 1", "جامعة 1"), ("Mütterhaus Nord", "Mutterhaus Nord"), ("Amt Süd", "Amt Sud")],
)
def test_names_of_other_letters_are_never_one_without_a_question(one: str, other: str) -> None:
    assert find_alike([one, other], [], {}).merged == {}


def test_an_umlaut_that_is_missing_is_asked_about() -> None:
    assert list(find_alike(["Mütterhaus Nord", "Mutterhaus Nord"], [], {}).pairs) == [
        ("Mutterhaus Nord", "Mütterhaus Nord")
    ]
