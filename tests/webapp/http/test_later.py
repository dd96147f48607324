"""What is loaded later is what would have been loaded at once."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from graph.paths import ROOT
from webapp.http.later import FunctionsOf


def test_a_function_is_called_by_its_name() -> None:
    html = FunctionsOf("html")
    assert (html.escape.__module__, html.escape.__name__) == ("html", "escape")
    assert html.escape("<", quote=False) == "&lt;"
    assert html.escape is html.escape


def test_one_that_is_not_there_says_so_when_it_is_called() -> None:
    missing = FunctionsOf("html").no_such_function
    with pytest.raises(AttributeError, match="no_such_function"):
        missing()


def test_after_the_first_page_nothing_of_any_page_is_left_to_load() -> None:
    """Whoever asks for the second page waits for its data, and for no module."""
    program = (
        "import sys, json; from graph.store.open import open_store; from webapp import create_app;"
        "from webapp.routes import PAGES, load_views;"
        "store = open_store('memory:'); app = create_app(store=store);"
        "ours = lambda: {name for name in sys.modules if name.startswith('webapp.')};"
        "client = app.test_client(); client.get('/'); first = ours(); load_views(); then = ours();"
        "paths = [row.address for page in PAGES.values() for row in page.rows"
        " if row.method == 'GET' and '<' not in row.address];"
        "[client.get(path) for path in paths if not path.startswith('/sparql')];"
        "print(json.dumps([len(paths), len(then - first), sorted(ours() - then)])); store.close()"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    asked, loaded, left = json.loads(done.stdout)
    assert asked > 50
    assert loaded > 100
    assert left == ["webapp.accounts.single_sign_on"], "which brings a library, for where there is such a service"
