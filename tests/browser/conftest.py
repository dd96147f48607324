"""A service with a network that came in as a spreadsheet, for all tests that look at one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from graph.store.open import open_store
from tests.support.boards import import_boards, import_more
from tests.support.servers import service
from webapp import create_app


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
