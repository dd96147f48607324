"""`akteursnetz serve`: opens or makes the store, takes the port, says the address, answers until it is stopped."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from graph.cache.collecting import staying
from graph.errors import ConfigError
from graph.libraries import load_libraries
from graph.processes import apart
from graph.protocol import Store
from graph.settings import read_number, read_setting
from graph.store.open import open_store
from graph.store.reach import LET_GO, commands_can_reach
from graph.upkeep.lists.drafts import Drafts
from graph.upkeep.named_networks import network_actions
from graph.upkeep.persons import person_actions
from webapp.accounts.persons_beside import AccountsBeside
from webapp.cli.console import _, say
from webapp.cli.handover import Handover
from webapp.settings import Settings, read_access, read_hosts, read_licence, read_limits, read_single_sign_on

if TYPE_CHECKING:
    from flask import Flask

FIRST_NAME = "Verwaltung"
_SWITCH_S = 0.001
"""Seconds after which a thread that computes lets another one go on: Python's own 5 ms are waited for at each look at a
file or a connection, of which a page has a dozen."""


def serve(options: Namespace) -> NoReturn:
    """Run the service, until the process ends. Raises ConfigError for a taken port or a store that cannot be opened."""
    settings = _settings_of(options)
    if not options.listening:
        check_port(settings)
    sys.setswitchinterval(_SWITCH_S)
    with (
        apart.computing_apart(),
        closing(open_store(settings.store, default_graph=settings.default_graph, plain=settings.empty)) as store,
    ):
        if store.revision == 0 and not settings.empty:
            _fill(store)
        also = (AccountsBeside(store.folder), Drafts(store.folder)) if store.folder else ()
        handover = Handover(store)
        with commands_can_reach(
            store, {**person_actions(store, also), **network_actions(store), LET_GO: handover.let_go}
        ):
            _answer_requests(settings, store, handover, options.listening)
    _leave()


def _leave() -> NoReturn:
    """End the process without its threads: what they still compute nobody will read, and Python waits for them."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _settings_of(options: Namespace) -> Settings:
    if options.store and options.data:
        raise ConfigError("--store and --data exclude each other.", hint="Give one of them.")
    kept = f"oxigraph:{Path(options.data) / 'store'}" if options.data else ""
    return Settings(
        store=options.store or kept or read_setting("AKTEURSNETZ_STORE"),
        host=options.host,
        port=options.port,
        default_graph=options.default_graph or ("own-while-plain" if options.empty else "union"),
        empty=options.empty,
        limits=read_limits(),
        access=read_access(),
        operator=read_setting("AKTEURSNETZ_OPERATOR"),
        contact=read_setting("AKTEURSNETZ_CONTACT"),
        licence=read_licence(),
        upload_mb=int(read_number("AKTEURSNETZ_UPLOAD_MEGABYTES")),
        hosts=read_hosts(),
        proxy=read_setting("AKTEURSNETZ_PROXY"),
        prefix=read_setting("AKTEURSNETZ_PREFIX").rstrip("/"),
        single_sign_on=read_single_sign_on(),
    )


def _fill(store: Store) -> None:
    from graph.load.files import create_with_magdeburg  # noqa: PLC0415 - only a first start loads anything

    say(_("Ein neuer Speicher wird mit dem Magdeburger Netzwerk angelegt ..."), sys.stderr)
    create_with_magdeburg(store)


def check_port(settings: Settings) -> None:
    """Fail before a store is made for a service that could not start anyway."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except (OSError, OverflowError) as error:
        raise _port_taken(settings, error) from error


def _port_taken(settings: Settings, error: Exception) -> ConfigError:
    return ConfigError(
        "Port %(port)s on %(host)s cannot be taken: %(reason)s.",
        hint="Choose another one with --port.",
        port=settings.port,
        host=settings.host,
        reason=_reason_of(error),
    )


def _reason_of(error: Exception) -> str:
    number = error.errno if isinstance(error, OSError) else None
    return os.strerror(number) if number is not None and number > 0 else str(error)


def _answer_requests(settings: Settings, store: Store, handover: Handover, listening: Sequence[int]) -> None:
    from graph.resume.resume import resume  # noqa: PLC0415
    from webapp import create_app  # noqa: PLC0415 - the other commands need no Flask and no server
    from webapp.http.first_reading import WORTH_STATEMENTS, first_reading  # noqa: PLC0415
    from webapp.http.listening import passed_on  # noqa: PLC0415
    from webapp.http.patience import show_former_results  # noqa: PLC0415
    from webapp.http.server import Endings, make_server  # noqa: PLC0415
    from webapp.http.warming import KEEPING_S  # noqa: PLC0415

    starting = ExitStack()
    starting.enter_context(staying())
    app, stopped = create_app(settings, store), threading.Event()
    if not resume(store) and (store.condition().statements or 0) >= WORTH_STATEMENTS:
        first_reading(app).begin()
    show_former_results(app)
    warming = threading.Thread(target=_get_ready, args=(app, stopped, starting), daemon=True)

    def end_computing() -> None:
        stopped.set()
        apart.end()

    def end_all() -> None:
        end_computing()
        if warming.ident is not None:
            warming.join(KEEPING_S)

    try:
        server = make_server(app, settings, passed_on(listening), Endings(end_computing, store.end_queries))
    except OSError as error:
        raise _port_taken(settings, error) from error
    handover.serves(app, server, end_all)
    try:
        signal.signal(signal.SIGTERM, stop)
        warming.start()
        port = getattr(server, "effective_port", settings.port)
        say(_("Akteursnetz läuft: %(url)s") % {"url": address_of(settings.host, port)})
        say_way_in(app, settings, port)
        server.run()
    finally:
        end_all()


def _get_ready(app: Flask, stopped: threading.Event, starting: ExitStack) -> None:
    """When the first page is out, load what others need, and then keep ready what they are made of."""
    from webapp.http.first_page import await_first_page  # noqa: PLC0415
    from webapp.http.warming import keep_warm  # noqa: PLC0415
    from webapp.routes import load_views  # noqa: PLC0415

    with starting:
        await_first_page(app)
        try:
            load_views(stopped.is_set)
            if not stopped.is_set():  # whoever waits for an answer has a second and a half from then on
                load_libraries()
        except Exception:
            # Whoever asks for such a page gets the error; without this thread nobody's first reading would ever end.
            logging.getLogger(__name__).exception("Loading what other pages need")
    keep_warm(app, stopped)


def say_way_in(app: Flask, settings: Settings, port: int) -> None:
    """Say how to change something: by the secret of this start, or by a link for the first who manages accounts."""
    from webapp.accounts.identity import EXTENSION  # noqa: PLC0415 - needs Flask

    if settings.is_private:
        address = f"{address_of(settings.host, port)}anmelden?schluessel={app.config['MACHINE_SECRET']}"
        say(_("Zum Ändern in diesem Browser öffnen: %(url)s") % {"url": address})
        return
    accounts = app.extensions[EXTENSION]
    if not accounts.people.list():
        accounts.people.add(FIRST_NAME, "verwalten")
        base = f"https://{settings.hosts[0]}{settings.prefix}/" if settings.hosts else address_of(settings.host, port)
        link = f"{base}anmelden/{accounts.links.make(FIRST_NAME)}"
        say(_("Das erste Konto heißt %(name)s. Anmelden, einmal: %(url)s") % {"name": FIRST_NAME, "url": link})


def address_of(host: str, port: int) -> str:
    """The address to open; a service on all addresses is reached here by its local one."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(host, host)  # noqa: S104
    return f"http://{name}:{port}/"


def stop(_number: int, _frame: FrameType | None) -> None:
    """End like Ctrl-C does, so that the store is closed."""
    raise SystemExit(0)
