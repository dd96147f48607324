"""A compiled template is kept, and is the same for everybody who reads it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from flask import Flask

from graph.protocol import Store
from webapp import create_app
from webapp.ui import compiled_templates
from webapp.ui.compiled_templates import keep_compiled_templates


@pytest.fixture
def app(store: Store) -> Flask:
    return create_app(store=store)


def test_no_filter_of_ours_is_called_while_a_template_is_compiled(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what it gave then, in whose language ever, would be kept with the template."""
    called: list[str] = []
    environment = app.jinja_env
    ours = {name for name, function in environment.filters.items() if function.__module__.startswith("webapp.")}
    assert len(ours) > 5
    for name in ours:
        monkeypatch.setitem(environment.filters, name, lambda *_, _name=name, **__: called.append(_name))
    loader = environment.loader
    assert loader is not None
    for name in loader.list_templates():
        if name.endswith(".html"):
            environment.compile(loader.get_source(environment, name)[0], name)
    assert called == []


def test_what_was_compiled_is_taken_again_unless_the_template_is_another(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled_templates, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    templates = tmp_path / "templates"
    templates.mkdir()
    page = templates / "page.html"
    for text, files in (("once", 1), ("once", 1), ("twice", 1)):
        page.write_text(text, "utf-8")
        other = Flask("other", template_folder=str(templates))
        keep_compiled_templates(other)
        assert other.jinja_env.get_template("page.html").render() == text
        assert len(list((tmp_path / "kept").iterdir())) == files


def test_where_nothing_can_be_written_pages_are_made_all_the_same(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    monkeypatch.setattr(compiled_templates, "FOLDER", blocked / "kept")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    keep_compiled_templates(app)
    assert app.jinja_env.from_string("here").render() == "here"
    assert app.test_client().get("/barrierefreiheit").status_code == 200
