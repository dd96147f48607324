"""Clients of the application that may write."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

ORIGIN = "http://localhost"


def at_the_machine(app: Flask) -> FlaskClient:
    """A browser at the machine itself: it has opened the address that the start printed."""
    client = app.test_client()
    client.environ_base["HTTP_ORIGIN"] = ORIGIN
    opened = client.get(way_in(app))
    assert opened.status_code == 303
    return client


def way_in(app: Flask) -> str:
    """The address that lets a browser at the machine write, without host."""
    return f"/anmelden?schluessel={app.config['MACHINE_SECRET']}"
