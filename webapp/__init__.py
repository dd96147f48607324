"""All talking: pages, API, SPARQL service and command line over `graph`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from graph.protocol import Store
    from webapp.settings import Settings

__all__ = ["create_app"]


def create_app(settings: Settings | None = None, store: Store | None = None) -> Flask:
    """The web application over an open store; without one, the store of the settings is opened."""
    from webapp.app import build  # noqa: PLC0415 - the command line needs webapp without Flask

    return build(settings, store)
