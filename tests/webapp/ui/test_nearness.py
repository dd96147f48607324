from __future__ import annotations

import json
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.paths import ONTOLOGY
from tests.support.oidc import find_node
from webapp.ui.nearness import WordIndex, allowed_slips, nearest, slips
from webapp.ui.sorting import both_spellings

NAMES = ["jobcenter landeshauptstadt magdeburg", "kammer", "handwerkskammer magdeburg", "agentur fur arbeit"]
LETTERS = st.text(alphabet="abc", min_size=1, max_size=12)


def plain_slips(typed: str, word: str) -> int:
    """The same by the table that is in every textbook, row by row."""
    before, row = [0] * (len(word) + 1), list(range(len(word) + 1))
    for i, letter in enumerate(typed, start=1):
        following = [i]
        for j in range(1, len(word) + 1):
            edits = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != word[j - 1]))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == word[j - 1]:
                edits = min(edits, before[j - 2] + 1)
            following.append(edits)
        before, row = row, following
    return min(row)


@pytest.mark.parametrize(
    ("typed", "word", "number"), [("abc", "abcdef", 0), ("acb", "abcdef", 1), ("abcde", "abde", 1), ("xy", "abc", 2)]
)
def test_slips_count_edits_to_the_beginning_of_a_word(typed: str, word: str, number: int) -> None:
    assert slips(typed, word) == number


@given(LETTERS, st.lists(LETTERS, max_size=30))
def test_the_index_finds_exactly_the_words_that_are_near(typed: str, words: list[str]) -> None:
    found = WordIndex(words).near(typed)
    assert found == {number for number, word in enumerate(words) if plain_slips(typed, word) <= allowed_slips(typed)}


@pytest.mark.parametrize("typed", ["jobcneter", "obcenter", "Jobcentr Magdebrug", "Landeshaptstadt"])
def test_a_slip_is_forgiven_in_any_letter_of_any_word(typed: str) -> None:
    assert WordIndex(NAMES).near(both_spellings(typed)[0]) == {0}


def test_nothing_typed_is_near_to_nothing() -> None:
    assert WordIndex(NAMES).near("") == set()
    assert WordIndex([]).near("kammer") == set()


def test_a_name_that_holds_what_was_typed_is_nearer_than_one_that_is_similar() -> None:
    names = {name: (name,) for name in NAMES}
    assert nearest("kammer", names, 2) == ["kammer", "handwerkskammer magdeburg"]
    assert nearest("jbcenter magdeburg", names, 1) == [NAMES[0]]
    assert nearest("xyz", names, 5) == []


def test_no_name_is_left_out_however_many_there_are() -> None:
    many = {f"verein {number}": (f"verein {number}",) for number in range(20_000)}
    assert nearest("zvlverband ost", {**many, "zvv": ("zivilverband ost",)}, 1) == ["zvv"]


def test_scripts_fold_words_as_the_service_does() -> None:
    words = [
        "Jobcenter",
        "Bürgeramt",
        "Straße",
        "ﬁrma",
        "Søren",
        "Łódź",
        "Þórður",
        "Čech",
        "İstanbul",
        "Ünal",
        "AWO e. V.",
        "ÄÖÜ",
    ]
    script = (
        "import('./webapp/static/ui/text.js').then(({ long, plain }) => "
        "console.log(JSON.stringify(JSON.parse(process.argv[1]).map((word) => [long(word), plain(word)]))))"
    )
    node = find_node()
    if node is None:
        pytest.skip("node is missing: make test installs it")
    answer = subprocess.run(
        [node, "-e", script, json.dumps(words)], cwd=ONTOLOGY.parent, capture_output=True, check=True
    )
    assert json.loads(answer.stdout) == [list(both_spellings(word)) for word in words]
