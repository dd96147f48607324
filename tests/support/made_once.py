"""What every application begins with is the same in hundreds of tests: templates and catalogues are compiled once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from types import CodeType

import pytest
from babel.support import NullTranslations, Translations
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


@contextmanager
def made_once() -> Iterator[None]:
    """Have the applications that are made meanwhile share what they are made of."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": CompiledTemplates()})
        patch.setattr(Translations, "load", staticmethod(_shared_catalogue()))
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
