"""Before any page is made: what looks at all networks is not for who may not read all of them.

Which address makes do with the part that its reader may read stands in the table of addresses; every other one is
refused. So a new address tells nothing until somebody has thought about it.
"""

from __future__ import annotations

from collections.abc import Collection

from flask import Flask, request

from webapp.accounts.reading import hidden_networks, refuse_hidden, require_all_networks
from webapp.ui.context import list_networks, network_slug
from webapp.ui.links import network_code

_SIGN_IN = "sign_in"
"""Its pages tell of no network, and whoever is refused one is led there."""


def guard_reading(app: Flask, partly: Collection[str]) -> None:
    """Refuse every endpoint that is not among these to who may not read all networks."""

    def check() -> None:
        if request.endpoint in {None, "static"} or request.method == "OPTIONS" or not hidden_networks():
            return
        if request.endpoint not in partly:
            require_all_networks()
        if network_slug() and request.blueprint != _SIGN_IN:
            refuse_hidden(
                network_slug(), frozenset(name for one in list_networks() for name in (network_code(one.iri), one.iri))
            )

    app.before_request(check)
