"""What the parameters of shipped questions do, on the Magdeburg minutes."""

from __future__ import annotations

import pytest

from graph.protocol import Store
from graph.query.named import NamedQuery, list_queries
from graph.terms import BASE, local_name
from tests.support.answers import AG, Rows, ask, is_table, name_of, text

NETWORK = BASE + "magdeburg/netzwerk"
ROUND = BASE + "magdeburg/beratungsrunde"

# What the parameters do: question, parameters, columns, all rows.
WITH_PARAMETERS: list[tuple[str, dict[str, str], str, Rows]] = [
    (
        "actors-between-groups",
        {"group": ROUND, "other": AG},
        "actor",
        {("magdeburg/verwaltung",)},
    ),
    ("actors-between-groups", {"group": BASE + "magdeburg/lenkungsgruppe"}, "actor", set()),
    ("actors-short-names", {"word": "ihk"}, "short actor", {("IHK", "magdeburg/ihk")}),
    (
        "demands",
        {"topic": BASE + "magdeburg/thema/berufliche-orientierung"},
        "demand",
        {("magdeburg/befund/ag2-gise-aqb",)},
    ),
    (
        "evidence-of-ties",
        {"actor": BASE + "magdeburg/aqb"},
        "tie quote",
        {("magdeburg/schnittstelle/gise-aqb-orientierung", "GISE + AQB berufliche Orientierung")},
    ),
    ("funding-flows", {"actor": BASE + "gemeinsam/esf"}, "funded", {("gemeinsam/esf-bamf-programm",)}),
    (
        "group-members",
        {"group": ROUND},
        "member state",
        {
            ("magdeburg/ag-sprecher", "besteht"),
            ("magdeburg/netzwerkkoordination", "besteht"),
            ("magdeburg/verwaltung", "besteht"),
        },
    ),
    (
        "groups-of-actor",
        {"actor": BASE + "magdeburg/arbeitgeber"},
        "group state",
        {("magdeburg/lenkungsgruppe", "gefordert"), ("magdeburg/netzwerk", "gefordert")},
    ),
    (
        "mandates",
        {"topic": BASE + "magdeburg/thema/berufsbezogene-sprache"},
        "holder object",
        {("gemeinsam/bamf", "gemeinsam/esf-bamf-programm"), ("gemeinsam/bamf", "gemeinsam/berufssprachkurse")},
    ),
    (
        "partners-of-partners",
        {"actor": BASE + "magdeburg/jmd-ib"},
        "other ways",
        {
            (f"magdeburg/{name}", "1")
            for name in (
                "andere-ags",
                "fachstelle-migration",
                "jmd-awo",
                "kirche",
                "psychosoziales-zentrum",
                "tagesbetreuung",
                "traeger-interkultur",
                "traeger-kinder-jugendarbeit",
                "traeger-soziokultur",
                "neue-projekte",
                "verwaltung",
            )
        },
    ),
    (
        "ties-at-date",
        {"network": NETWORK, "date": "2006-06-01"},
        "kindName ties",
        {("Mitgliedschaft", "8"), ("Zuständigkeit", "9"), ("Teilnahme", "7"), ("Schnittstelle", "1")},
    ),
    (
        "ties-at-date",
        {"date": "2018-01-01"},
        "kindName ties",
        {
            ("Mitgliedschaft", "13"),
            ("Zuständigkeit", "11"),
            ("Teilnahme", "7"),
            ("Schnittstelle", "2"),
            ("Förderung", "1"),
        },
    ),
    ("ties-begun", {"date": "2016-07-02"}, "tie", set()),
    ("ties-ended", {"date": "2017-12-30"}, "tie", set()),
    (
        "ties-of-actor",
        {"actor": BASE + "magdeburg/jobcenter"},
        "other",
        {("magdeburg/agentur-fuer-arbeit",), ("magdeburg/integrationskurstraeger",), ("gemeinsam/iq-netzwerk",)},
    ),
    (
        "ties-of-actor-at-date",
        {"actor": BASE + "gemeinsam/bamf", "date": "2016-07-01"},
        "tie",
        {
            ("magdeburg/zustaendigkeit/bamf-esf-bamf-programm",),
            ("magdeburg/zustaendigkeit/bamf-berufssprachkurse",),
            ("magdeburg/foerderung/berufssprachkurse",),
        },
    ),
    (
        "ties-of-actor-at-date",
        {"actor": BASE + "gemeinsam/bamf", "date": "2016-06-30"},
        "tie",
        {("magdeburg/zustaendigkeit/bamf-esf-bamf-programm",)},
    ),
    (
        "topic-partners",
        {"topic": BASE + "magdeburg/thema/berufliche-orientierung"},
        "actor other",
        {("magdeburg/aqb", "magdeburg/gise")},
    ),
    ("units", {"actor": BASE + "gemeinsam/ib"}, "part", {("magdeburg/jmd-ib",)}),
    (
        "views-of-actor",
        {"actor": BASE + "magdeburg/aqb"},
        "perspectiveName kindName finding",
        {("Sicht der Arbeitsgruppe", "Forderung", "magdeburg/befund/ag2-gise-aqb")},
    ),
    ("within-reach", {"actor": BASE + "magdeburg/ihk"}, "other", set()),
]


@pytest.mark.parametrize(
    ("name", "parameters", "columns", "expected"),
    WITH_PARAMETERS,
    ids=[f"{name}-{'-'.join(map(local_name, values.values()))}" for name, values, *_ in WITH_PARAMETERS],
)
def test_parameter_narrows_the_answer(
    magdeburg: Store, name: str, parameters: dict[str, str], columns: str, expected: Rows
) -> None:
    assert set(ask(magdeburg, name, columns, **parameters)) == expected


@pytest.mark.parametrize(
    "query", [query for query in list_queries() if {"network"} == {one.name for one in query.parameters}], ids=name_of
)
def test_question_finds_nothing_of_an_unknown_network(magdeburg: Store, query: NamedQuery) -> None:
    for row in magdeburg.select(query.bind(network=BASE + "nirgendwo/netzwerk")) if is_table(query) else ():
        assert {text(value) for value in row.values()} <= {"0", ""}
