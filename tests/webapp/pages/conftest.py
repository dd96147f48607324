"""Readers of the pages, over the real Magdeburg data alone and beside a second network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.load.files import load_files
from graph.paths import DATA
from graph.store.open import open_store
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    yield create_app(store=store).test_client()
    store.close()


@pytest.fixture(scope="module")
def two_networks() -> Iterator[FlaskClient]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    load_files(store, [DATA / "examples" / "musterstadt.ttl"])
    yield create_app(store=store).test_client()
    store.close()
