import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.sparql.lexer import closing, line_column, tokens, unescape

PIECES = st.sampled_from(
    [*"\"'\\<>#\n :_?$1.-{}()@|&e^ä", "%41", "\\u0041", '"""', "'''", "FILTER", "x:y", "<a:b>", "@de", "&&"]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_text_is_cut_into_tokens_that_stand_where_they_say(text: str) -> None:
    position = 0
    for token in tokens(text):
        assert token.start >= position
        assert text[token.start : token.end] == token.text
        between = text[position : token.start]
        assert not between.strip() or between.lstrip().startswith("#")
        position = token.end


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?x<?a&&?b>?y", ["variable", "iri", "variable"]),
        ("?x < ?y", ["variable", "sign", "variable"]),
        (":p* _:b.", ["name", "sign", "blank", "sign"]),
        ("""'it\\'s' \"\"\"a "b" c\"\"\"@de""", ["string", "string", "language"]),
        ("a:b.c. # x:y", ["name", "sign"]),
        ("1.5e3 TRUE", ["number", "word"]),
        ("a:b\\'c 'd'", ["name", "string"]),
        ("a.b.1.5 a.b:c a.:b", ["word", "sign", "word", "sign", "number", "name", "word", "sign", "name"]),
        ("a€-ü:b\u0300\\#c _:€ ?x\u203f", ["name", "blank", "variable"]),
    ],
)
def test_the_longest_token_counts(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokens(text)] == kinds


def test_code_points_are_unescaped_as_far_as_there_are_such() -> None:
    assert unescape("\\u0053\\U0001F600\\UFFFFFFFF") == "S😀\\UFFFFFFFF"


def test_a_bracket_is_closed_by_its_own_kind() -> None:
    found = tokens("{ ( } ) '}' } x")
    assert found[closing(found, 0)].start == 4
    assert closing(tokens("{ {}"), 0) == 3


def test_places_are_counted_from_one() -> None:
    assert line_column("ab\nc", 0) == (1, 1)
    assert line_column("ab\nc", 3) == (2, 1)
