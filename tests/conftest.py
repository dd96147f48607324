"""The real service on the Magdeburg network in a thread, and a browser that may not leave this machine."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from argon2 import PasswordHasher, profiles
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from graph.protocol import Store
from graph.store.open import open_store
from tests.support.browser_contexts import borrowed_page
from tests.support.files_in_memory import put_files_in_memory
from tests.support.made_once import made_once
from tests.support.magdeburg import create_with_magdeburg, load_ontology, read_once
from tests.support.servers import service
from tests.support.three_meetings import fill_with_changes, fill_with_meetings, town_filled
from webapp import create_app
from webapp.accounts import secrets
from webapp.cli.main import COLLECTED_AFTER

LOCAL = ("http://127.0.0.1:", "blob:http://127.0.0.1:", "data:", "file:")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # of one context: `tests/support/browser_contexts.py`
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

sys.dont_write_bytecode = False  # what is imported is compiled once, for hundreds of services in processes of their own
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
put_files_in_memory()
gc.disable()  # until all is imported and collected: hardly anything of that is garbage
gc.set_threshold(COLLECTED_AFTER)  # as the command does
expect.set_options(timeout=30_000)  # of 5 s a busy machine needs more than one


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Let the garbage collector look no more at what was imported and collected: it stays until the end."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="module", autouse=True)
def settled_memory() -> None:
    """The same for what former modules left: erasing and computing look through everything that is not settled."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def cheap_setup() -> Iterator[None]:
    """Hundreds of services begin here: what all begin with is made once, and no password takes 64 MB and 50 ms."""
    with made_once(), read_once(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "PASSWORD_HASHER", PasswordHasher.from_parameters(profiles.CHEAPEST))
        yield


@pytest.fixture(scope="session")
def magdeburg() -> Iterator[Store]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    yield store
    store.close()


@pytest.fixture
def own_magdeburg() -> Iterator[Store]:
    """The same for one test alone, which may change it."""
    opened = open_store("memory:")
    create_with_magdeburg(opened)
    yield opened
    opened.close()


@pytest.fixture
def store() -> Iterator[Store]:
    """A store that holds the ontology and no network yet."""
    opened = open_store("memory:")
    load_ontology(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def meeting_town() -> Iterator[Store]:
    """A town with three meetings in 2024, two indicators, and what came of its decisions."""
    with town_filled(fill_with_meetings) as filled:
        yield filled


@pytest.fixture(scope="module")
def changing_town() -> Iterator[Store]:
    """The same town, where besides somebody came and somebody went between the meetings."""
    with town_filled(fill_with_changes) as filled:
        yield filled


@pytest.fixture(scope="session")
def magdeburg_app(magdeburg: Store) -> Flask:
    return create_app(store=magdeburg)


@pytest.fixture(scope="session")
def site(magdeburg_app: Flask) -> Iterator[str]:
    """Address of the running service."""
    with service(magdeburg_app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """What pytest-playwright puts before the addresses of pages."""
    return site


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        pytest.fail("The browser tests need Debian's Chromium: `make test` installs chromium-headless-shell.")
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(QUIET)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    size = {"width": 1440, "height": 900}
    return {**browser_context_args, "locale": "de-DE", "viewport": size, "reduced_motion": "reduce"}


def watch(page: Page) -> list[str]:
    """What goes wrong on a page from now on: errors, and requests to other machines, which are refused."""
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text}")

    def check(request: Request) -> None:
        if not request.url.startswith(LOCAL):
            faults.append(f"request: {request.url}")

    page.on("console", note)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("request", check)
    return faults


@contextmanager
def strict_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page as strict as `strict`, for several tests that only look at it: it is loaded once for all of them.

    As in every other page of tests nothing moves: a colour on its way to another has a contrast of its own.
    """
    with borrowed_page(browser, **{"reduced_motion": "reduce", **options}) as page:
        faults = watch(page)
        yield page
        assert faults == []


@pytest.fixture
def page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page of a browser that remembers nothing."""
    with borrowed_page(browser, **browser_context_args) as page:
        yield page


@pytest.fixture
def strict(page: Page) -> Iterator[Page]:
    """A page on which every error and every request that leaves the machine fails the test."""
    faults = watch(page)
    yield page
    assert faults == []
