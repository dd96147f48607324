"""How addresses are read and written.

Links are prepared when the first one is written: a start takes apart hundreds, and links to few.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Rule

Builder = Callable[..., tuple[str, str]]
_BUILDERS: dict[tuple[str, bool], Builder] = {}
"""By the address as the table has it: what writes its links is the same in every application of a process."""


class Address(Rule):
    """A rule that does not compile the two functions that write its links before one is asked for."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:  # noqa: FBT001, FBT002 - as it is overridden
        key, compile_builder = (self.rule, append_unknown), super()._compile_builder

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            if key not in _BUILDERS:
                _BUILDERS[key] = compile_builder(append_unknown)
            return _BUILDERS[key](rule, **values)

        return build


class ShortNumber(IntegerConverter):
    """A number in an address that any store can look up: a longer one names nothing there is."""

    regex = r"[0-9]{1,15}"


def prepare_addresses(app: Flask) -> None:
    """Have the addresses that are registered from now on be of this kind."""
    app.url_rule_class = Address
    app.url_map.converters["int"] = ShortNumber
