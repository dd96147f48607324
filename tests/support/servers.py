"""Real servers on loopback: our own service in a thread, and SPARQL servers for the remote store."""

from __future__ import annotations

import random
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from flask import Flask

from webapp.http.server import make_server
from webapp.settings import Settings

VIRTUOSO_INI = Path("/etc/virtuoso-opensource-7/virtuoso.ini")
PASSWORD = "geheim2016"  # noqa: S105 - of a server that lives as long as a test
_READY_S = 60
_NOT_EPHEMERAL = range(10_000, 32_000)
"""Below what Linux takes for the own end of a connection (net.ipv4.ip_local_port_range)."""


def free_port() -> int:
    """A port for a server that cannot choose its own: one that the system gives to no connection meanwhile."""
    for port in random.SystemRandom().sample(_NOT_EPHEMERAL, 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no port is free")


@contextmanager
def service(app: Flask, settings: Settings | None = None) -> Iterator[int]:
    """Port of our own service. At the end connections a browser would keep for later are closed too."""
    server = make_server(app, settings or Settings(port=0))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield int(server.effective_port)
    finally:
        for channel in list(server.active_channels.values()):
            channel.will_close = True
        server.close()
        thread.join(timeout=10)


@contextmanager
def oxigraph_server(folder: Path, port: int = 0) -> Iterator[str]:
    """Address of the query endpoint of `oxigraph serve`."""
    port = port or free_port()
    command = Path(sys.executable).parent / "oxigraph"
    arguments = ["serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen([command, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/query?query=ASK%7B%7D")
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.kill()


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[str]:
    """Address of the query endpoint of Debian's Virtuoso, with a user `netz` who may change data."""
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_ini(folder, sql, http), encoding="utf-8")
    command = ["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D")
            _isql(sql, "dba", f"set password dba {PASSWORD};")
            _isql(
                sql,
                PASSWORD,
                f"DB.DBA.USER_CREATE('netz','{PASSWORD}'); GRANT SPARQL_UPDATE TO netz; GRANT SPARQL_SELECT TO netz; "
                "DB.DBA.RDF_DEFAULT_USER_PERMS_SET('netz',7);",
            )
            yield f"http://127.0.0.1:{http}/sparql"
        finally:
            process.kill()


def _ini(folder: Path, sql: int, http: int) -> str:
    """The package's own settings, on loopback and with all files in our folder."""
    text = VIRTUOSO_INI.read_text(encoding="utf-8")
    text = re.sub(r"^ServerPort\s*= *1111\s*$", f"ServerPort = 127.0.0.1:{sql}", text, flags=re.MULTILINE)
    text = re.sub(r"^ServerPort\s*= *8890\s*$", f"ServerPort = 127.0.0.1:{http}", text, flags=re.MULTILINE)
    return text.replace("/var/lib/virtuoso-opensource-7/db/", f"{folder}/")


def _isql(port: int, password: str, statement: str) -> None:
    program = shutil.which("isql-vt") or "isql-vt"
    subprocess.run(
        [program, f"127.0.0.1:{port}", "dba", password, f"exec={statement}"], check=True, capture_output=True
    )


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + _READY_S
    while time.monotonic() < deadline:
        try:
            if httpx.get(url, timeout=2, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise TimeoutError(url)
