import re

import pytest
from markupsafe import Markup

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


def test_markup_is_not_broken_within_its_tags() -> None:
    link = Markup('<a href="https://netz.invalid/id/magdeburg/thema/weiterentwicklung">Feld</a>')
    assert breakable(link) == link
