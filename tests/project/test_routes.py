"""One word for each page: package, templates and static files are found by the name that the table of addresses has."""

from __future__ import annotations

import pytest

from graph.paths import ROOT
from webapp.routes import PAGES

PACKAGES = {path.name for path in (ROOT / "webapp" / "pages").iterdir() if (path / "__init__.py").is_file()}
SHARED = {"errors", "ui", "vendor"}
"""Folders of templates and static files that belong to no page."""


def test_each_page_has_addresses_of_its_own_name() -> None:
    assert set(PAGES) >= PACKAGES


@pytest.mark.parametrize("kind", ["templates", "static"])
def test_templates_and_static_files_lie_under_the_word_of_their_page(kind: str) -> None:
    folders = {path.name for path in (ROOT / "webapp" / kind).iterdir() if path.is_dir()}
    assert folders - SHARED <= PACKAGES


def test_tests_of_a_page_lie_under_its_word() -> None:
    folder = ROOT / "tests" / "webapp" / "pages"
    assert {path.name for path in folder.iterdir() if (path / "__init__.py").is_file()} <= PACKAGES


@pytest.mark.parametrize("word", sorted(PACKAGES))
def test_views_live_in_the_package_of_their_word(word: str) -> None:
    for row in PAGES[word].rows:
        assert row.view.__module__.startswith(f"webapp.pages.{word}"), row.address


def test_each_address_has_a_view_that_there_is() -> None:
    """They are loaded when somebody asks for one: nothing else would say that a name is wrong."""
    for page in PAGES.values():
        for row in page.rows:
            assert row.view.function.__name__ == row.view.__name__, row.address


def test_no_address_is_taken_twice() -> None:
    taken = [(row.method, row.address) for page in PAGES.values() for row in page.rows]
    assert len(taken) == len(set(taken))
