"""What every application begins with is the same in thousands of tests: it is compiled once.

Templates, catalogues and addresses: two hundred patterns, which took nine tenths of making an application. So are the
certificates that each request of httpx read anew, although none of them leaves this machine.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import Any

import httpx
import pytest
from babel.support import NullTranslations, Translations
from flask import Flask
from flask.sansio.blueprints import Blueprint
from flask.typing import RouteCallable
from httpx._transports import default
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Map

from webapp import app as application
from webapp.api.openapi import OPERATIONS, ApiOperation
from webapp.routes import register_routes


@contextmanager
def made_once() -> Iterator[None]:
    """Have the applications that are made meanwhile share what they are made of."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": CompiledTemplates()})
        patch.setattr(Translations, "load", staticmethod(_shared_catalogue()))
        patch.setattr(application, "register_routes", _shared_addresses())
        patch.setattr(default, "create_ssl_context", _shared_certificates())
        yield


class CompiledTemplates(BytecodeCache):
    """Templates as they were compiled, by what is written in them."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key, bucket.checksum] = bucket.code


def _shared_catalogue() -> Callable[[str, Sequence[object], str], NullTranslations]:
    """As `Translations.load`; whoever gets a catalogue copies out of it."""
    read = Translations.load

    @cache
    def load(folder: str, locales: tuple[str, ...], domain: str) -> NullTranslations:
        return read(folder, locales, domain)

    return lambda folder, locales, domain: load(folder, tuple(map(str, locales)), domain)


def _shared_certificates() -> Callable[..., ssl.SSLContext]:
    """As httpx makes it where nothing special is asked for; who asks for something else gets their own."""

    @cache
    def usual(trust_env: bool, *_named: str | None) -> ssl.SSLContext:  # noqa: FBT001 - as httpx has it
        return httpx.create_ssl_context(trust_env=trust_env)

    def create(verify: object = True, cert: object = None, trust_env: bool = True) -> ssl.SSLContext:  # noqa: FBT001, FBT002 - as httpx has it
        if verify is True and cert is None:
            return usual(trust_env, *map(os.environ.get, ("SSL_CERT_FILE", "SSL_CERT_DIR")))
        return httpx.create_ssl_context(verify, cert, trust_env)  # type: ignore[arg-type]  # whatever httpx takes

    return create


def _shared_addresses() -> Callable[[Flask], None]:
    """As `register_routes`: of its table nothing depends on the application; who serves static files is its own."""
    known: list[_Addresses] = []

    def register(app: Flask) -> None:
        if not known:
            register_routes(app)
            known.append(_Addresses.of(app))
        known[0].give(app)

    return register


@dataclass(frozen=True)
class _Addresses:
    """What registering its routes leaves in an application."""

    patterns: Map
    views: dict[str, RouteCallable]
    blueprints: dict[str, Blueprint]
    after: dict[str, Any]
    operations: list[ApiOperation]

    @classmethod
    def of(cls, app: Flask) -> _Addresses:
        views = {endpoint: view for endpoint, view in app.view_functions.items() if endpoint != "static"}
        after = {word: list(app.after_request_funcs[word]) for word in app.blueprints}
        return cls(app.url_map, views, dict(app.blueprints), after, app.config[OPERATIONS])

    def give(self, app: Flask) -> None:
        app.url_map = self.patterns
        app.view_functions.update(self.views)
        app.blueprints.update(self.blueprints)
        app.after_request_funcs.update({word: list(functions) for word, functions in self.after.items()})
        app.config[OPERATIONS] = list(self.operations)
