"""The command as people and scripts call it: what it prints, and its exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from contextvars import copy_context
from dataclasses import fields
from pathlib import Path

import pytest

from graph.measures.centrality import ActorMeasures
from graph.model import GAP_KINDS
from graph.paths import ONTOLOGY, ROOT
from graph.store.open import open_store
from webapp import create_app
from webapp.accounts.roles import ROLES
from webapp.cli import console, network_options, operation_options
from webapp.cli.main import main
from webapp.pages.report.making import FORMATS

COMMAND = [sys.executable, "-m", "webapp.cli.main"]
TURTLE = "<https://netz.invalid/id/probe/a> a <http://www.w3.org/ns/org#FormalOrganization> .\n"


def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """What a German command says and how it ends, in this process: what a start adds, those say that `run_apart`."""
    out, err, mask = io.StringIO(), io.StringIO(), os.umask(0o077)
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.delenv("AKTEURSNETZ_STORE", raising=False)
        patch.setattr(sys, "stdin", io.StringIO(stdin))
        console._translations.cache_clear()  # noqa: SLF001 - a process speaks one language
        try:
            code = copy_context().run(main, [*map(str, arguments)])
        finally:
            os.umask(mask)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def run_apart(*arguments: str | Path, stdin: str = "", language: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    """The command as a shell starts it."""
    environment = {**os.environ, "LC_ALL": language, "PYTHONPATH": str(ROOT)}
    environment.pop("AKTEURSNETZ_STORE", None)
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, timeout=60, check=False, env=environment, cwd=ROOT
    )


def test_choices_of_the_command_are_those_of_the_service() -> None:
    """They stand in it a second time, for the command starts without the model and the accounts."""
    assert network_options.GAP_KINDS == GAP_KINDS
    assert set(network_options.PAPER_FORMATS) == set(FORMATS)
    assert operation_options.ROLES == ROLES


@contextmanager
def serving(*arguments: str | Path) -> Iterator[str]:
    """The address of a running service, which is stopped afterwards."""
    command = [*COMMAND, "serve", "--port", "0", *map(str, arguments)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as it:
        assert it.stdout is not None
        line = it.stdout.readline()
        found = re.fullmatch(r"Akteursnetz läuft: (http://127\.0\.0\.1:\d+/)\n", line)
        try:
            assert found, line
            yield found[1]
        finally:
            it.terminate()
            it.wait(20)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the Magdeburg network, made by the service itself."""
    folder = tmp_path_factory.mktemp("magdeburg")
    with serving("--data", folder):
        return f"oxigraph:{folder / 'store'}"


def assert_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert all(word in done.stderr for word in words), done.stderr


def test_service_says_its_address_and_answers(tmp_path: Path) -> None:
    with serving("--data", tmp_path) as address:
        with urllib.request.urlopen(address) as page:  # noqa: S310 - our own service
            assert "Was zu entscheiden ist" in page.read().decode()
        with urllib.request.urlopen(f"{address}sparql?query=ASK%7B%7D") as answer:  # noqa: S310
            assert json.load(answer)["boolean"] is True


def test_a_service_that_computes_ends_when_it_is_told_and_leaves_no_process() -> None:
    """What computes beside, and who waits for an answer, are let go of: both would go on for a minute."""
    program = (
        "import sys, time\nfrom functools import partial\n"
        "from graph.cache.turns import TURNS\nfrom webapp.cli.main import main\n"
        "TURNS.submit(partial(time.sleep, 60), is_past=False)\n"
        "sys.exit(main(['serve', '--port', '0', '--store', 'memory:', '--empty']))"
    )
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "AKTEURSNETZ_QUERY_SECONDS": "60"}
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as it:
        assert it.stdout is not None
        address = it.stdout.readline().split()[-1]
        rows = " ".join(map(str, range(100)))
        endless = "SELECT (COUNT(*) AS ?n) {" + "".join(f" VALUES ?v{one} {{ {rows} }}" for one in range(9)) + "}"
        query = urllib.parse.urlencode({"query": endless})
        with socket.create_connection(("127.0.0.1", int(address.split(":")[2].strip("/")))) as asking:
            asking.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            children = wait_for_children(it.pid)
            begin = time.monotonic()
            it.terminate()
            answer = json.loads(asking.makefile("rb").read().rpartition(b"\r\n")[2])
            assert (answer["status"], answer["error"]) == (503, "The store has been closed.")
            assert it.wait(30) == 0
        assert time.monotonic() - begin < 25
        assert wait_until(lambda: not [one for one in children if Path(f"/proc/{one}").exists()])


def wait_for_children(process: int) -> list[int]:
    """All processes below one, as soon as two of them are there: what makes children, and one that answers."""
    assert wait_until(lambda: len(children_of(process)) >= 2)
    return children_of(process)


def children_of(process: int) -> list[int]:
    said = [tasks.read_text("utf-8").split() for tasks in Path(f"/proc/{process}/task").glob("*/children")]
    found = [int(one) for line in said for one in line]
    return [*found, *(below for one in found for below in children_of(one))]


def wait_until(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 30
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.1)
    return is_so()


def test_empty_service_has_nothing_at_all() -> None:
    with serving("--store", "memory:", "--empty") as address:
        query = "sparql?query=SELECT%20*%20%7B%7B%3Fs%20%3Fp%20%3Fo%7D%20UNION%20%7BGRAPH%20%3Fg%20%7B%7D%7D%7D"
        with urllib.request.urlopen(address + query) as answer:  # noqa: S310
            assert json.load(answer)["results"]["bindings"] == []


def test_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert_refused(run_apart("serve", "--data", tmp_path, "--port", str(port)), f"Port {port}", "--port")
    assert not (tmp_path / "store").exists()


def test_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert_refused(run_apart("serve", "--data", tmp_path / "file", "--port", "0"), "nicht")


def test_store_of_a_newer_version_is_one_sentence(tmp_path: Path) -> None:
    assert run_apart("load", file_with(tmp_path, TURTLE), "--store", f"oxigraph:{tmp_path / 'store'}").returncode == 0
    (tmp_path / "store" / "version.json").write_text('{"format": 999}', encoding="utf-8")
    assert_refused(run_apart("serve", "--data", tmp_path, "--port", "0"), "neueren Version")


def test_store_of_a_running_service_is_one_sentence(tmp_path: Path) -> None:
    with serving("--data", tmp_path):
        assert_refused(run_apart("gaps", "--store", f"oxigraph:{tmp_path / 'store'}"), "anderen Prozess")


def test_store_and_data_exclude_each_other(tmp_path: Path) -> None:
    assert_refused(run_apart("serve", "--data", tmp_path, "--store", "memory:"), "--data")


def test_store_that_was_never_made_is_one_sentence(tmp_path: Path) -> None:
    assert_refused(run("gaps", "--store", f"oxigraph:{tmp_path / 'none'}"), "akteursnetz serve")
    assert not (tmp_path / "none").exists()


def test_english_terminal_gets_english() -> None:
    assert_refused(run_apart("gaps", "--store", "nonsense", language="en_US.UTF-8"), "is not a store address")


def file_with(folder: Path, text: str, name: str = "probe.ttl") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_broken_file_names_file_and_line_and_loads_nothing(tmp_path: Path) -> None:
    good, bad = file_with(tmp_path, TURTLE, "good.ttl"), file_with(tmp_path, TURTLE + "<a> <b> .\n", "bad.ttl")
    store = f"oxigraph:{tmp_path / 'store'}"
    assert_refused(run_apart("load", good, bad, "--store", store), "bad.ttl", "Zeile 2")
    done = run_apart("query", "-", "--store", store, stdin="ASK { <https://netz.invalid/id/probe/a> ?p ?o }")
    assert "Nein" in done.stdout


def test_missing_file_is_one_sentence(tmp_path: Path) -> None:
    assert_refused(run("load", tmp_path / "none.ttl", "--store", "memory:"), "none.ttl")


def test_gaps_as_json_have_the_form_of_the_contract(store: str) -> None:
    done = run_apart("gaps", "--store", store, "--kind", "demanded", "--top", "3", "--format", "json")
    rows = json.loads(done.stdout)
    assert done.returncode == 0
    assert len(rows) == 3
    assert all(row["kind"] == "demanded" and row["evidence"] for row in rows)


def test_gaps_as_csv_and_table_have_one_line_each(store: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("gaps", "--store", store, "--top", "4", "--format", "csv").stdout)))
    assert len(rows) == 4
    assert len(run("gaps", "--store", store, "--top", "4").stdout.splitlines()) == 6


def test_kept_gaps_can_be_asked_for(store: str) -> None:
    done = run("gaps", "--store", store, "--kind", "demanded", "--write")
    assert done.returncode == 0
    assert "graph/lauf/alle-demanded" in done.stdout
    kept = run("query", "gaps-of-runs", "--store", store, "--format", "csv").stdout.splitlines()
    listed = run("gaps", "--store", store, "--kind", "demanded", "--format", "csv").stdout
    assert len(kept) == len(list(csv.reader(io.StringIO(listed)))) > 10


def test_matters_are_listed_with_their_rank(store: str) -> None:
    done = run("matters", "--store", store, "--network", "magdeburg", "--top", "3", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["rank"] for row in rows] == ["1", "2", "3"]
    assert all(row["question"] and row["id"].startswith("sache-") for row in rows)


def test_measures_tell_network_and_actors(store: str) -> None:
    found = json.loads(run("measures", "--store", store, "--network", "magdeburg", "--format", "json").stdout)
    assert found["network"]["nodes"] == len(found["actors"])
    demanded = json.loads(run("measures", "--store", store, "--states", "exists,demanded", "--format", "json").stdout)
    assert demanded["network"]["ties"] > found["network"]["ties"]


def test_measures_are_all_that_pages_and_api_have(store: str) -> None:
    """Once the command had a list of its own: a new figure stood on the page and was not told here."""
    found = json.loads(run("measures", "--store", store, "--network", "magdeburg", "--format", "json").stdout)
    with closing(open_store(store)) as opened:
        figures = create_app(store=opened).test_client().get("/api/v1/kennzahlen?netz=magdeburg").get_json()["items"]
    by_name = {row["name"]: row["value"] for row in figures}
    sizes = found["network"]["components"]
    assert by_name.pop("components") == sum(size > 1 for size in sizes) < len(sizes)
    assert {name: found["network"][name] for name in by_name} == by_name
    assert set(found["actors"][0]) == {"label", *(one.name for one in fields(ActorMeasures))}


SECTORS = str(ONTOLOGY / "queries" / "sectors.rq")


def test_unknown_network_is_one_sentence(store: str) -> None:
    assert_refused(run("gaps", "--store", store, "--network", "atlantis"), "atlantis", "magdeburg")


@pytest.mark.parametrize(
    ("style", "start"), [("csv", "n"), ("tsv", "?n"), ("json", "{"), ("xml", "<?xml"), ("table", "n")]
)
def test_query_answers_in_each_format(store: str, style: str, start: str) -> None:
    query = "SELECT ?n WHERE { ?n a <https://w3id.org/akteursnetz/ns#Network> }"
    done = run("query", "-", "--store", store, "--format", style, stdin=query)
    assert done.returncode == 0
    assert done.stdout.startswith(start)
    assert "magdeburg/netzwerk" in done.stdout


def test_query_takes_a_file_and_a_shipped_name(store: str, tmp_path: Path) -> None:
    assert run_apart("query", file_with(tmp_path, "ASK {}", "ask.rq"), "--store", store).stdout == "Ja\n"
    assert run_apart("query", "interface-missing", "--store", store, "--network", "magdeburg").returncode == 0
    assert_refused(run_apart("query", "interface-mising", "--store", store), "interface-missing")


def test_text_of_a_question_is_shown_with_what_it_includes(store: str, tmp_path: Path) -> None:
    shown = run("query", "sectors", "--show").stdout
    assert "?mention" in shown
    assert "INCLUDE" not in shown
    whole = file_with(tmp_path, shown, "whole.rq")
    asked = {run("query", one, "--store", store, "--format", "csv").stdout for one in ("sectors", SECTORS, whole)}
    assert len(asked) == 1
    assert "Wirtschaft" in asked.pop()


def test_broken_query_names_its_line(store: str) -> None:
    assert_refused(run("query", "-", "--store", store, stdin="SELECT * {\n ?s ?p }"), "Zeile 2")


@pytest.mark.parametrize("style", ["html", "graphml", "gexf"])
def test_export_writes_a_file_that_names_an_actor(store: str, tmp_path: Path, style: str) -> None:
    target = tmp_path / f"netz.{style}"
    assert run("export", target, "--store", store, "--format", style).returncode == 0
    assert "Jobcenter" in target.read_text(encoding="utf-8")


BEGINNINGS = {"html": b"<!doctype html>", "pdf": b"%PDF-", "docx": b"PK"}


@pytest.mark.parametrize(("style", "begins"), [(style, BEGINNINGS[style]) for style in network_options.PAPER_FORMATS])
def test_report_is_written_in_the_language_that_is_asked_for(
    store: str, tmp_path: Path, style: str, begins: bytes
) -> None:
    target = tmp_path / f"papier.{style}"
    asked = ("--network", "magdeburg", "--lang", "en", "--since", "2020-01-01", "--address", "https://netz.example")
    done = run("report", target, "--store", store, "--format", style, *asked)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    written = target.read_bytes()
    assert written.strip().startswith(begins)
    if style == "html":
        assert b"Paper for the steering group" in written
        assert b'href="https://netz.example/abfragen?frage=key-figures' in written
    assert_refused(run("report", "--store", store, "--format", style, "--network", "nirgends"), "nirgends")


def test_export_to_a_missing_folder_is_one_sentence(store: str, tmp_path: Path) -> None:
    assert_refused(run("export", tmp_path / "no" / "x.gexf", "--store", store, "--format", "gexf"), "x.gexf")


def test_magdeburg_data_are_valid(store: str) -> None:
    done = run("validate", "--store", store, "--format", "json")
    assert done.returncode == 0, done.stdout
    assert "violation" not in {row["severity"] for row in json.loads(done.stdout)}


def test_violation_is_a_sentence_and_exit_1(tmp_path: Path) -> None:
    tie = "<probe/t> a <https://w3id.org/akteursnetz/ns#Interface> ."
    done = run_apart("validate", file_with(tmp_path, "@base <https://netz.invalid/id/> . " + tie))
    assert done.returncode == 1
    assert "Fehler: " in done.stdout


ODD = """@base <https://netz.invalid/id/> . @prefix org: <http://www.w3.org/ns/org#> .
<p/m> a org:Membership ; org:member <p/a> ; org:organization <p/b> ; <https://schema.org/endDate> "31.12.2018" ;
  <http://purl.org/dc/terms/spatial> "Nord" ."""


def test_load_names_what_it_keeps_but_cannot_read(tmp_path: Path) -> None:
    done = run("load", file_with(tmp_path, ODD), "--store", f"oxigraph:{tmp_path / 'store'}")
    assert done.returncode == 0
    assert "Hinweis: p/m (schema:endDate: 31.12.2018): Das ist kein Tag. Bitte als 2016-11-30 schreiben" in done.stdout
    assert "Hinweis: p/m (dct:spatial: Nord): Hier steht ein Text" in done.stdout


def test_load_names_the_first_of_many(tmp_path: Path) -> None:
    text = "".join(f'<urn:x:{number}> <https://schema.org/endDate> "bald" .\n' for number in range(30))
    done = run("load", file_with(tmp_path, text), "--store", f"oxigraph:{tmp_path / 'store'}")
    assert done.stdout.count("Hinweis: ") == 20
    assert "… und 10 weitere" in done.stdout


def test_validate_names_what_cannot_be_read_once_also_of_plain_memberships(tmp_path: Path) -> None:
    done = run("validate", file_with(tmp_path, ODD), "--format", "json")
    assert done.returncode == 1
    found = [(row["path"].rpartition("/")[2], row["value"], row["severity"]) for row in json.loads(done.stdout)]
    assert found == [("endDate", "31.12.2018", "violation"), ("spatial", "Nord", "warning")]


def test_evidence_check_finds_a_quote_that_moved(tmp_path: Path) -> None:
    text = "Die Schnittstelle fehlt."
    source = file_with(tmp_path, text, "quelle.txt")
    data = """@base <https://netz.invalid/id/> . @prefix oa: <http://www.w3.org/ns/oa#> .
        <p/b> a <https://w3id.org/akteursnetz/ns#Passage> ; oa:exact "Schnittstelle" ; oa:start START ; oa:end END ;
          <http://www.w3.org/ns/prov#wasQuotedFrom> <p/quelle> ."""
    for start, code in ((4, 0), (5, 1)):
        store = f"oxigraph:{tmp_path / str(start)}"
        turtle = data.replace("START", str(start)).replace("END", str(start + len("Schnittstelle")))
        assert run("load", file_with(tmp_path, turtle), "--store", store).returncode == 0
        done = run("evidence", "check", source, "--store", store)
        assert done.returncode == code, done.stderr


def test_evidence_check_with_nothing_to_compare_is_no_success(tmp_path: Path) -> None:
    source = tmp_path / "protokoll.txt"
    source.write_text("Beschluss.\n", encoding="utf-8")
    done = run("evidence", "check", source, "--store", "memory:")
    assert done.returncode == 2
    assert "keine Belegstelle" in done.stderr


def test_generate_writes_a_network_and_what_it_lacks(tmp_path: Path) -> None:
    file, truth = tmp_path / "town.nq", tmp_path / "truth.json"
    done = run_apart(
        "generate", "--actors", "60", "--seed", "3", "--degree", "6", file, "--truth", truth, language="en_GB.UTF-8"
    )
    assert done.returncode == 0, done
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert done.stdout == f"Written: {file} ({lines} statements about 60 actors)\n"
    assert {"rule", "demanded", "silos", "ties", "memberships"} <= set(json.loads(truth.read_text(encoding="utf-8")))
    assert_refused(run_apart("generate", "--actors", "5", file), "zu klein", "mindestens 30")
