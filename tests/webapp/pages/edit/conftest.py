"""The Magdeburg network for one test alone, and a browser at the machine that changes it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.protocol import Store
from tests.support.clients import at_the_machine
from webapp import create_app


@pytest.fixture
def app(own_magdeburg: Store) -> Flask:
    return create_app(store=own_magdeburg)


@pytest.fixture
def editor(app: Flask) -> FlaskClient:
    client = at_the_machine(app)
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    return client
