"""Addresses whose links are prepared when the first one is written: a start takes apart hundreds, and links to few."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from flask import Flask
from werkzeug.routing import Rule


class Address(Rule):
    """A rule that does not compile the two functions that write its links before one is asked for."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT001, FBT002 - as it is overridden
        compiled = cache(partial(super()._compile_builder, append_unknown))
        return lambda rule, /, **values: compiled()(rule, **values)


def prepare_links_when_written(app: Flask) -> None:
    """Have the addresses that are registered from now on be of this kind."""
    app.url_rule_class = Address
