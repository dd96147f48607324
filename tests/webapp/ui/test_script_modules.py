"""A page's modules come as one script, which is another as soon as one of them is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from webapp.ui import script_modules
from webapp.ui.script_modules import STATIC, find_modules

TEMPLATES = STATIC.parent / "templates"


@pytest.mark.parametrize("page", ["map/show", "map/areas", "embed/show", "stories/show", "questions/index"])
def test_a_page_asks_for_one_script_of_ours(magdeburg_app: Flask, page: str) -> None:
    asked = re.findall(r"filename='([^']+\.js)'", (TEMPLATES / f"{page}.html").read_text(encoding="utf-8"))
    (own,) = [one for one in asked if not one.startswith("vendor/")]
    answer = magdeburg_app.test_client().get(f"/static/{own}")
    assert answer.mimetype == "text/javascript"
    modules = find_modules(STATIC / own.replace(".whole.js", ".js"))
    assert all(f"const {one.stem} = (() =>" in answer.text for one in modules)
    assert len(modules) > 5


def test_a_script_is_kept_until_one_of_its_files_is_another(
    magdeburg_app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(script_modules, "STATIC", tmp_path.resolve())
    (tmp_path / "a.js").write_text("import { b } from './b.js';\nb();\n")
    (tmp_path / "b.js").write_text("export const b = () => 1;\n")
    client = magdeburg_app.test_client()
    first = client.get("/static/a.whole.js")
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/static/a.whole.js", headers=known).status_code == 304
    (tmp_path / "b.js").write_text("export const b = () => 2;\n")
    again = client.get("/static/a.whole.js", headers=known)
    assert (again.status_code, "() => 2" in again.text) == (200, True)


def test_a_script_is_kept_once_whatever_its_address(magdeburg_app: Flask) -> None:
    client, known = magdeburg_app.test_client(), script_modules._WHOLE  # noqa: SLF001 - what is kept shows nowhere
    assert client.get("/static/map/map.whole.js").status_code == 200
    before = len(known)
    for address in ("map/../map/map", "ui/../map/map", "map//map", "map/./map"):
        client.get(f"/static/{address}.whole.js")
    assert len(known) == before


@pytest.mark.parametrize(
    "path",
    [
        "map/gibtsnicht.whole.js",
        "../app.whole.js",
        "%2e%2e/routes.whole.js",
        ".whole.js",
        "a%00.whole.js",
        f"{'a' * 300}.whole.js",
        "map.whole.js",
    ],
)
def test_of_nothing_else_there_is_a_script(magdeburg_app: Flask, path: str) -> None:
    assert magdeburg_app.test_client().get(f"/static/{path}").status_code == 404
