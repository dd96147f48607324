"""A rule that fails is named whatever its kind and however it fails; the others run (nothing is silently complete)."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from flask import Flask

from graph.analysis import Analysis
from graph.gaps import rule_answers, rule_settings
from graph.model import GapKind
from graph.network.reading import Model
from graph.protocol import Store
from graph.query.named import RULE_KINDS, find_query
from graph.query.rule_folders import FOLDERS
from graph.store.open import open_store
from tests.support.magdeburg import load_ontology
from tests.support.statements import add
from webapp import create_app
from webapp.cli.main import main

TOWN = """<stadt/netzwerk> a netz:Network . <stadt/ag> a netz:WorkingGroup ; netz:inNetwork <stadt/netzwerk> ;
adms:status nk:demanded ; org:classification nk:standingGroup ; skos:prefLabel "AG"@de .
<stadt/ag2> a netz:WorkingGroup ; netz:inNetwork <stadt/netzwerk> ; adms:status nk:exists ;
  org:classification nk:standingGroup ."""
SHIPPED = {"rule": "group-without-members", "demanded": "group-missing"}
BROKEN = {
    "no SPARQL": lambda text: text.replace("SELECT", "SELEKT", 1),
    "no SELECT": lambda text: text[: text.index("SELECT")] + "ASK { ?s ?p ?o }",
    "unknown prefix": lambda text: text.replace("netz:WorkingGroup", "nirgends:WorkingGroup"),
    "other parameters": lambda text: text.replace("# parameter: ?network iri", "# parameter: ?other iri"),
    "no subject": lambda text: text.replace("?subject", "?thing"),
    "unknown severity": lambda text: text.replace("# severity: ", "# severity: sehr "),
}


@pytest.fixture
def town(store: Store) -> Store:
    add(store, TOWN)
    return store


def own_rule(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    text = find_query(SHIPPED[kind]).text
    changed = BROKEN[fault](text)
    assert changed != text
    (folder / "eigene.rq").write_text(changed, encoding="utf-8")
    monkeypatch.setenv(FOLDERS, str(folder))


def notes(store: Store, kind: str) -> list[str]:
    return [note.de for note in Analysis(store).search_gaps()[kind].notes if "eigene.rq" in note.de]  # type: ignore[index]


@pytest.mark.parametrize("kind", RULE_KINDS)
@pytest.mark.parametrize("fault", BROKEN)
def test_broken_rule_is_named_in_its_own_kind_and_the_others_run(
    town: Store, kind: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Analysis(town).search_gaps()
    own_rule(kind, tmp_path, monkeypatch, fault)
    after = Analysis(town).search_gaps()
    (note,) = notes(town, kind)
    assert note.startswith("Die Regel eigene.rq wurde ausgelassen: ")
    assert sum("eigene.rq" in one.de for result in after.values() for one in result.notes) == 1
    for name in RULE_KINDS:
        assert [gap.id for gap in after[name].gaps] == [gap.id for gap in before[name].gaps]  # type: ignore[index]


@pytest.mark.parametrize("kind", ["demandd", "fit", "Rule"])
def test_kind_that_no_rule_can_have_is_named(
    town: Store, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = find_query("group-missing").text.replace("# kind: demanded", f"# kind: {kind}")
    (tmp_path / "eigene.rq").write_text(text, encoding="utf-8")
    monkeypatch.setenv(FOLDERS, str(tmp_path))
    assert f"{kind} is not a kind" in notes(town, "rule")[0]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"# kind: demanded\n\xff"])
def test_file_that_is_no_text_is_named(
    town: Store, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "eigene.rq").write_bytes(content)
    monkeypatch.setenv(FOLDERS, str(tmp_path))
    assert notes(town, "demanded" if b"demanded" in content else "rule")


@pytest.mark.parametrize("error", [ValueError("seltsam"), KeyError("x"), RecursionError(), MemoryError(), OSError(5)])
@pytest.mark.parametrize("kind", RULE_KINDS)
def test_rule_that_raises_what_no_rule_should_is_named(
    town: Store, kind: str, error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = rule_settings.rule_rows

    def rows(store: object, rule: object, *rest: object, **options: object) -> object:
        if getattr(rule, "name", "") == SHIPPED[kind]:
            raise error
        return real(store, rule, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(rule_answers, "rule_rows", rows)
    found = Analysis(town).search_gaps()[kind].notes  # type: ignore[index]
    assert [note.de.split(" wurde")[0] for note in found] == [f"Die Regel {SHIPPED[kind]}.rq"]
    assert type(error).__name__ in found[0].en
    assert SHIPPED[kind] in caplog.text


@pytest.mark.parametrize("kind", RULE_KINDS)
def test_rule_whose_rows_make_no_gap_is_named(town: Store, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Model, "ref", lambda *_: 1 / 0)
    found = {name: result.notes for name, result in Analysis(town).search_gaps((kind,)).items()}  # type: ignore[arg-type]
    assert any(SHIPPED[kind] in note.de and "ZeroDivisionError" in note.de for note in found[kind])  # type: ignore[index]


def test_kinds_of_rules_are_kinds_of_gaps() -> None:
    assert set(RULE_KINDS) < set(get_args(GapKind))
    assert set(RULE_KINDS) == set(SHIPPED)


@pytest.mark.parametrize("kind", RULE_KINDS)
def test_page_api_start_and_command_name_a_failing_rule(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"oxigraph:{tmp_path / 'store'}"
    store = open_store(url)
    load_ontology(store)
    add(store, TOWN + "<stadt/amt> a org:Organization ; netz:inNetwork <stadt/netzwerk> .")
    own_rule(kind, tmp_path, monkeypatch, "no SPARQL")
    app: Flask = create_app(store=store)
    client = app.test_client()
    sentence = "Die Regel eigene.rq wurde ausgelassen"
    assert sentence in client.get("/luecken").get_data(as_text=True)
    assert (sentence in client.get("/").get_data(as_text=True)) == (kind == "demanded")
    kinds = {one["kind"]: one["notes"] for one in client.get("/api/v1/luecken-arten").get_json()["items"]}
    assert any(sentence in note for note in kinds[kind])
    named = client.get("/api/v1/luecken").get_json()["notes"]
    assert [note["kind"] for note in named if sentence in note["text"]] == [kind]
    assert client.get(f"/luecken.json?art={kind}").get_json()["notes"] == [one for one in named if one["kind"] == kind]
    store.close()
    assert main(["gaps", "--store", url, "--kind", kind, "--format", "csv"]) == 0
    written = capsys.readouterr()
    assert sentence in written.err
    assert sentence not in written.out
