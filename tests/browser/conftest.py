"""Services for many tests: of a network that came in as a spreadsheet, and of one that a test may change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page

from graph.store.open import open_store
from tests.support.boards import import_boards, import_more
from tests.support.clients import way_in
from tests.support.magdeburg import create_with_magdeburg
from tests.support.servers import service
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION

PASSWORD = "ein langer Satz, leicht zu merken"  # noqa: S105 - nobody's


@pytest.fixture(scope="session")
def listed_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("boards") / "store"
    import_boards(folder)
    import_more(folder)
    store = open_store(f"oxigraph:{folder}")
    yield create_app(store=store)
    store.close()


@pytest.fixture(scope="session")
def listed_site(listed_app: Flask) -> Iterator[str]:
    """Address of the running service."""
    with service(listed_app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def own_site(page: Page) -> Iterator[str]:
    """Address of a service of one's own on Magdeburg, in which two coordinate and whoever holds `page` may write."""
    store = open_store("memory:")
    create_with_magdeburg(store)
    app = create_app(store=store)
    people: Accounts = app.extensions[EXTENSION]
    for name in ("Kora", "Kim"):
        people.people.add(name, "koordinieren")
        people.people.set_password(name, PASSWORD)
    with service(app) as port:
        page.goto(f"http://127.0.0.1:{port}{way_in(app)}")
        yield f"http://127.0.0.1:{port}"
    store.close()
