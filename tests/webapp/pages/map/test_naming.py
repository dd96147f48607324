import pytest

from webapp.pages.map.naming import map_names

LONG = "Beratungsstelle für Familien und Kinder am Hasselbachplatz"


@pytest.mark.parametrize(
    ("called", "names"),
    [
        ([("Kita (Nord)", "")], [("Kita",)]),
        ([("Kita (1)", ""), ("Kita (2)", "")], [("Kita (1)",), ("Kita (2)",)]),
        ([("Kita", ""), ("kita (2)", "")], [("Kita",), ("kita (2)",)]),
        ([("Kita (Nord)", ""), ("Haus", "Kita")], [("Kita (Nord)",), ("Haus",)]),
        ([("Jugendamt (Magdeburg)", "JA")], [("Jugendamt", "JA")]),
        ([("Jugendamt", "JA"), ("Justizamt", "JA")], [("Jugendamt",), ("Justizamt",)]),
        ([(LONG, "BFK")], [("BFK",)]),
        ([(LONG, "BFK"), ("BFK (Verein)", "")], [(LONG,), ("BFK (Verein)",)]),
        ([("Amt", "Amt")], [("Amt",)]),
        ([("(Beirat)", "")], [("(Beirat)",)]),
        ([("Amt", ""), ("Amt", "")], [("Amt",), ("Amt",)]),
        ([("", "")], [("",)]),
    ],
)
def test_brackets_and_long_names_give_way_unless_somebody_else_is_called_so(
    called: list[tuple[str, str]], names: list[tuple[str, ...]]
) -> None:
    assert map_names(called) == names
