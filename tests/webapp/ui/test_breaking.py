import re

import pytest

from webapp.ui.breaking import breakable


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Jugendamt", "Jugendamt"),
        ("a" * 40, "a" * 40),
        ("a" * 41, "a" * 20 + "<wbr>" + "a" * 20 + "<wbr>a"),
        ("Amt " + "ö" * 50 + " & Co", "Amt " + "ö" * 20 + "<wbr>" + "ö" * 20 + "<wbr>" + "ö" * 10 + " &amp; Co"),
        ("<script>" * 6, ""),
        ("", ""),
        ("Rat für " * 20, "Rat für " * 20),
    ],
)
def test_only_words_without_an_end_can_be_broken(text: str, html: str) -> None:
    found = breakable(text)
    assert re.sub("<wbr>", "", found).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text
    if html:
        assert found == html
    assert "<script>" not in found
