"""The store and the analysis that this request is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from flask import current_app, request

from graph.errors import NotFound
from graph.store import Store
from webapp.settings import Settings

if TYPE_CHECKING:
    from graph.analysis import Analysis
    from graph.model import Ref

EXTENSION = "akteursnetz"


def get_store() -> Store:
    return cast("Store", current_app.extensions[EXTENSION])


def get_settings() -> Settings:
    return cast("Settings", current_app.config["SETTINGS"])


def network_slug() -> str:
    """Slug of the network chosen by ?netz=, "" for all of them."""
    return request.args.get("netz", "")


def list_networks() -> list[Ref]:
    """The networks in the store, each once, in the order of their IRIs."""
    from graph.registry import networks  # noqa: PLC0415 - analysis is loaded with the first page, not at start

    return networks(get_store())
