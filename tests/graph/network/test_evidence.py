import hashlib

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DataError
from graph.model import Passage, Ref, Text
from graph.network.evidence import Mismatch, check_passages, coverage, document_with, passages_in
from graph.query.memory_copy import MemoryCopy
from tests.support.signs import SIGNS

TEXT = "Die AG hat ca. 15 aktive\nMitglieder."
MINUTES = Ref("https://netz.invalid/id/beispielstadt/quelle/protokoll", Text())
TURTLE = """
PREFIX netz: <https://w3id.org/akteursnetz/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dct: <http://purl.org/dc/terms/>
<https://netz.invalid/id/b/quelle/protokoll> dct:identifier "sha256:DIGEST" .
<https://netz.invalid/id/b/beleg/zwei> a netz:Passage ; oa:exact "aktive\\nMitglieder" ; oa:start 18 ; oa:end 35 ;
  prov:wasQuotedFrom <https://netz.invalid/id/b/quelle/protokoll> .
<https://netz.invalid/id/b/beleg/eins> a netz:Passage ; oa:exact "Die AG" ; oa:start 0 ; oa:end 6 ;
  prov:wasQuotedFrom <https://netz.invalid/id/b/quelle/protokoll> .
<https://netz.invalid/id/b/beleg/fremd> a netz:Passage ; oa:exact "anderes" ; oa:start 3 ; oa:end 10 ;
  prov:wasQuotedFrom <https://netz.invalid/id/b/quelle/anderes> .
""".replace("DIGEST", hashlib.sha256(TEXT.encode()).hexdigest())


@pytest.fixture
def store() -> MemoryCopy:
    return copy_of(TURTLE)


def copy_of(turtle: str) -> MemoryCopy:
    quads = ox.Store()
    quads.load(turtle.encode(), ox.RdfFormat.TURTLE)
    return MemoryCopy(0, quads)


def passage(start: int, end: int, quote: str | None = None) -> Passage:
    return Passage(f"beleg/{start}", TEXT[start:end] if quote is None else quote, start, end, MINUTES)


def test_passages_come_in_the_order_of_the_text_with_line_breaks_kept(store: MemoryCopy) -> None:
    found = passages_in(store, "https://netz.invalid/id/b/quelle/protokoll")
    assert [(one.start, one.quote) for one in found] == [(0, "Die AG"), (18, "aktive\nMitglieder")]
    assert check_passages(found, TEXT) == []


def test_passages_of_other_documents_are_left_out_only_when_one_is_named(store: MemoryCopy) -> None:
    assert len(passages_in(store)) == 3
    assert len(passages_in(store, "https://netz.invalid/id/b/quelle/anderes")) == 1


def test_document_is_known_by_the_checksum_of_its_file(store: MemoryCopy) -> None:
    assert document_with(store, TEXT.encode()) == "https://netz.invalid/id/b/quelle/protokoll"
    assert document_with(store, b"a changed file") is None


def test_passage_without_words_is_named() -> None:
    with pytest.raises(DataError, match="beleg/eins lacks its exact"):
        passages_in(copy_of(TURTLE.replace('oa:exact "Die AG"', 'oa:exact ""')))


def test_position_that_is_no_number_is_named() -> None:
    broken = TURTLE.replace("oa:start 18", 'oa:start "achtzehn"')
    with pytest.raises(DataError, match="beleg/zwei is not a number"):
        passages_in(copy_of(broken))


def test_shifted_passage_is_reported_with_what_stands_there_and_where_the_quote_is() -> None:
    shifted = passage(1, 7, "Die AG")
    assert check_passages([shifted], TEXT) == [Mismatch(shifted, "ie AG ", 0)]
    assert "1-7 has 'ie AG '" in str(check_passages([shifted], TEXT)[0])


def test_invented_quote_is_reported_as_being_nowhere() -> None:
    [wrong] = check_passages([passage(0, 6, "Das AG")], TEXT)
    assert wrong.elsewhere is None
    assert str(wrong).endswith("nowhere in the file")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (30, 99), (-6, -1)])
def test_impossible_positions_are_reported(start: int, end: int) -> None:
    wrong = passage(start, end, "Die AG")
    assert [found.passage for found in check_passages([wrong], TEXT)] == [wrong]


def test_coverage_counts_letters_only_and_each_once() -> None:
    cited = coverage([passage(0, 6), passage(4, 10)], TEXT)
    assert (cited.letters_total, cited.letters_cited) == (26, 8)
    assert cited.share == 8 / 26


def test_false_quote_covers_nothing() -> None:
    assert coverage([passage(0, 6, "Das AG")], TEXT).letters_cited == 0


def test_text_without_letters_is_covered_by_nothing() -> None:
    assert coverage([], "2016 - 77").share == 0.0


@given(st.text(SIGNS, min_size=1), st.data())
def test_whatever_is_cut_out_of_a_text_stands_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cut = Passage("beleg", text[start:end], start, end, MINUTES)
    assert check_passages([cut], text) == []
    assert coverage([cut], text).letters_cited == sum(sign.isalpha() for sign in text[start:end])
