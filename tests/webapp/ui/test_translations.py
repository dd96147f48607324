"""Both languages are complete: every sentence of the pages in English, every error of the engine in German."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from graph.export.formats import FORMATS
from graph.paths import ROOT
from graph.store.faults import HINTS
from webapp.accounts.soundness import HINT
from webapp.http.errors import HTTP_MESSAGES, UNEXPECTED
from webapp.ui.catalogs import TRANSLATIONS, compile_catalogs

METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None}
PLACEHOLDER = re.compile(r"%\(\w+\)|\{\w+\}")
RAISING = {"_refuse", "_problem", "Fault", "Flaw", "Problem", "damaged"}

Message = str | tuple[str, ...]


def read(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def sentences_of_pages() -> set[Message]:
    strict = {"templates/**.html": {"silent": "false"}}
    found = extract_from_dir(ROOT / "webapp", METHODS, strict, keywords=KEYWORDS)
    return {message for _file, _line, message, _comments, _context in found}


def error_names() -> set[str]:
    trees = [ast.parse((ROOT / name).read_text("utf-8")) for name in ("graph/errors.py", "webapp/http/errors.py")]
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)} | RAISING


def error_templates() -> Iterator[str]:
    """Texts that go into an error, as template or hint, wherever one is made."""
    names = error_names()
    for path in [*ROOT.glob("graph/**/*.py"), *ROOT.glob("webapp/**/*.py")]:
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in names:
                given = [*call.args[:2], *(word.value for word in call.keywords if word.arg in {"hint", "template"})]
                yield from texts_in(given)
    for pair in (*HTTP_MESSAGES.values(), UNEXPECTED, HINTS.values(), (HINT,)):
        yield from pair
    yield from (form.label for form in FORMATS)


def texts_in(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and " " in part.value:
                yield part.value


def test_every_sentence_of_the_pages_is_in_the_english_catalogue() -> None:
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in read("en") if message.string}
    missing = {text if isinstance(text, str) else text[0] for text in sentences_of_pages()} - known
    assert not missing


def test_a_singular_has_one_plural_wherever_it_is_said() -> None:
    plurals: dict[str, set[str]] = {}
    for text in sentences_of_pages():
        if not isinstance(text, str):
            plurals.setdefault(text[0], set()).add(text[1])
    assert not {singular: those for singular, those in plurals.items() if len(those) > 1}


def test_english_catalogue_holds_nothing_that_no_page_says() -> None:
    said = {text if isinstance(text, str) else text[0] for text in sentences_of_pages()}
    kept = {message.id if isinstance(message.id, str) else message.id[0] for message in read("en") if message.id}
    assert not kept - said


def test_every_error_of_the_engine_is_in_the_german_catalogue() -> None:
    known = {message.id for message in read("de") if message.string}
    assert not set(error_templates()) - known


@pytest.mark.parametrize("language", ["de", "en"])
def test_translations_keep_the_placeholders(language: str) -> None:
    for message in read(language):
        if isinstance(message.id, str) and message.id:
            translated = str(message.string)
            assert sorted(PLACEHOLDER.findall(message.id)) == sorted(PLACEHOLDER.findall(translated)), message.id


def test_catalogues_are_compiled_when_missing_and_left_when_fresh(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"
    (folder / "messages.po").write_bytes(source.read_bytes())
    assert compile_catalogs(tmp_path) == [folder / "messages.mo"]
    assert compile_catalogs(tmp_path) == []
