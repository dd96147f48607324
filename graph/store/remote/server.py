"""A SPARQL 1.1 server over HTTP: what is sent, how it is signed for, and what its refusals mean.

Nothing is followed to another address, every request has an end, and a cut answer is never taken for a whole one.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, urljoin, urlsplit, urlunsplit

import httpx

from graph.errors import ConfigError, NetworkError, QueryError, QueryTimeout, StoreUnavailable, WriteRefused
from graph.protocol import Limits
from graph.settings import Environment, read_setting
from graph.sparql.over_limit import too_large, too_slow

Auth = Literal["none", "basic", "digest", "bearer"]

USER, PASSWORD, TOKEN = "AKTEURSNETZ_REMOTE_USER", "AKTEURSNETZ_REMOTE_PASSWORD", "AKTEURSNETZ_REMOTE_TOKEN"
JSON_ROWS, N_TRIPLES = "application/sparql-results+json", "application/n-triples"
OWN_QUERY_S = 120.0

_AUTHS: tuple[Auth, ...] = ("none", "basic", "digest", "bearer")
_POLL_S = 0.2
_UNAUTHORISED = frozenset({401, 403})
_LINE = re.compile(r"\bline (?P<line>\d+)|\b(?:at|between) (?P<at>\d+):\d+", re.IGNORECASE)
_MOST_DETAIL = 300


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a server takes queries, updates and whole graphs ("" where it does not), and how it is signed for."""

    query: str
    update: str
    graphs: str
    auth: Auth
    folder: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A complete answer: its bytes, and what the server says beside it."""

    body: bytes
    headers: Mapping[str, str]

    @property
    def most_rows(self) -> int | None:
        """The number of rows after which the server has cut, as Virtuoso says it; None when it does not cut."""
        said = self.headers.get("x-sparql-maxrows", "")
        return int(said) if said.isdigit() else None


def read_address(url: str) -> ServerAddress:
    """The parts of `sparql+http://HOST/QUERY?update=...&gsp=...&auth=...&local=...`.

    `update` and `gsp` may be relative to the query address. Raises ConfigError for a password in the address,
    an unknown option, or a kind of sign-in that is none.
    """
    parts = urlsplit(url.removeprefix("sparql+"))
    if parts.password or parts.username:
        raise ConfigError(
            "A store address must not hold a name or password; it would be seen in lists of processes.",
            hint="Set %(user)s and %(password)s instead.",
            user=USER,
            password=PASSWORD,
        )
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    unknown = sorted(options.keys() - {"update", "gsp", "auth", "local"})
    auth = options.get("auth", "none")
    if unknown or not parts.hostname or auth not in _AUTHS:
        raise ConfigError(
            "%(url)s is not the address of a SPARQL server.",
            hint="Write sparql+http://HOST:PORT/QUERY?update=/UPDATE&gsp=/GRAPHS&auth=none|basic|digest|bearer&local=FOLDER.",
            url=url,
        )
    query = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    update, graphs = (urljoin(query, options[name]) if name in options else "" for name in ("update", "gsp"))
    folder = options.get("local") or f"var/remote/{parts.hostname}-{parts.port or parts.scheme}"
    return ServerAddress(query, update, graphs, auth, folder)


class Server:
    """A server at an address. Our own requests share connections; each ad-hoc query has one of its own."""

    def __init__(self, address: ServerAddress, environment: Environment | None = None) -> None:
        self.address = address
        self._headers, self._auth = _sign_in(address.auth, environment)
        self._client = httpx.Client(headers=self._headers, auth=self._auth, timeout=OWN_QUERY_S, trust_env=False)
        self._checked_at = 0.0

    def query(self, text: str, accept: str, graphs: Sequence[str] = ()) -> Reply:
        """The answer to one of our own queries over the union of `graphs` (none: as the server sees fit)."""
        return self._send("POST", self.address.query, accept, data=_form(text, graphs, graphs))

    def ask_bounded(
        self,
        form: Mapping[str, str | list[str]],
        accept: str,
        limits: Limits,
        abandoned: Callable[[], bool] | None = None,
    ) -> Reply:
        """The answer to what a user wrote; the connection is closed at its limits or when nobody waits any more."""
        with ThreadPoolExecutor(1) as own:  # the calling thread may have an event loop already
            return own.submit(asyncio.run, self._ask(form, accept, limits, abandoned)).result()

    def update(self, text: str) -> None:
        """Carry out an update of our own."""
        self._write("POST", self.address.update, {"Content-Type": "application/sparql-update"}, text.encode(), {})

    def add_to_graph(self, graph: str, triples: bytes) -> None:
        """Add N-Triples to a graph by the graph store protocol."""
        self._write("POST", self.address.graphs, {"Content-Type": N_TRIPLES}, triples, {"graph": graph})

    def introduce(self) -> tuple[str, int | None]:
        """What the server calls itself ("" when it does not), and after how many rows it cuts, where it says so."""
        reply = self._send("POST", self.address.query, JSON_ROWS, data=_form("SELECT * {} LIMIT 1", (), ()))
        return reply.headers.get("server", ""), reply.most_rows

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _write(self, method: str, url: str, headers: dict[str, str], body: bytes, params: dict[str, str]) -> None:
        if not url:
            raise WriteRefused(
                "The store at %(url)s takes no changes.",
                hint="Give the address for updates with ?update= in --store.",
                url=self.address.query,
            )
        self._send(method, url, "*/*", content=body, headers=headers, params=params)

    def _send(self, method: str, url: str, accept: str, **content: object) -> Reply:
        headers = {"Accept": accept, **content.pop("headers", {})}  # type: ignore[dict-item]
        try:
            response = self._client.request(method, url, headers=headers, **content)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            raise _unavailable(url, error) from error
        return _checked(url, response.status_code, response.headers, response.content)

    async def _ask(
        self,
        form: Mapping[str, str | list[str]],
        accept: str,
        limits: Limits,
        abandoned: Callable[[], bool] | None,
    ) -> Reply:
        task = asyncio.create_task(self._read(form, accept, limits))
        deadline = time.monotonic() + limits.time_s
        try:
            while not task.done():
                left = deadline - time.monotonic()
                if left <= 0:
                    raise too_slow(limits)
                if abandoned is not None and abandoned():
                    raise QueryTimeout("Nobody waits for the answer any more.")
                await asyncio.wait({task}, timeout=min(_POLL_S, left))
            return task.result()
        finally:
            task.cancel()

    async def _read(self, form: Mapping[str, str | list[str]], accept: str, limits: Limits) -> Reply:
        url = self.address.query
        try:
            async with (
                httpx.AsyncClient(headers=self._headers, auth=self._auth, timeout=None, trust_env=False) as client,  # noqa: S113 - _ask ends it
                client.stream("POST", url, data=form, headers={"Accept": accept}) as response,
            ):
                body = bytearray()
                async for block in response.aiter_bytes():
                    body += block
                    if len(body) > limits.result_mb * 1024 * 1024:
                        raise too_large(limits)
                reply = _checked(url, response.status_code, response.headers, bytes(body))
        except httpx.HTTPError as error:
            raise _unavailable(url, error) from error
        if "S1TAT" in reply.headers.get("x-sql-state", ""):
            raise too_slow(limits)
        return reply


def ad_hoc_form(text: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> dict[str, str | list[str]]:
    """A query as the protocol's form; SPARQL 1.1 Protocol, 2.1.2."""
    return _form(text, default_graphs, named_graphs)


def _form(text: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> dict[str, str | list[str]]:
    return {"query": text, "default-graph-uri": list(default_graphs), "named-graph-uri": list(named_graphs)}


def _sign_in(auth: Auth, environment: Environment | None) -> tuple[dict[str, str], httpx.Auth | None]:
    user, password, token = (read_setting(name, environment) for name in (USER, PASSWORD, TOKEN))
    needed = {"none": (), "basic": (USER, PASSWORD), "digest": (USER, PASSWORD), "bearer": (TOKEN,)}[auth]
    missing = [name for name in needed if not read_setting(name, environment)]
    if missing:
        raise ConfigError(
            "The store asks for sign-in by %(auth)s, and %(missing)s is not set.",
            hint="Set it in the environment of the service.",
            auth=auth,
            missing=", ".join(missing),
        )
    if auth == "bearer":
        return {"Authorization": f"Bearer {token}"}, None
    if auth == "none":
        return {}, None
    return {}, httpx.BasicAuth(user, password) if auth == "basic" else httpx.DigestAuth(user, password)


def _checked(url: str, status: int, headers: httpx.Headers, body: bytes) -> Reply:
    if 200 <= status < 300 and status != 206:  # noqa: PLR2004 - 206 is Virtuoso's word for a part
        return Reply(body, headers)
    raise _refusal(url, status, body)


def _refusal(url: str, status: int, body: bytes) -> NetworkError:
    detail = " ".join(body.decode("utf-8", "replace").split())[:_MOST_DETAIL]
    if status in _UNAUTHORISED:
        return StoreUnavailable(
            "The store at %(url)s refuses our name or password (HTTP %(number)s).",
            hint="Set %(user)s and %(password)s, and ?auth= in --store to what the server asks for.",
            url=url,
            number=status,
            user=USER,
            password=PASSWORD,
        )
    if status == 206:  # noqa: PLR2004
        return QueryTimeout("The store gave a part of the result only.", hint="Ask for less in one query.")
    if status in (400, 500) and detail:
        found = _LINE.search(detail)
        return QueryError(
            "The store refused the query: %(detail)s",
            hint="Check the query; the words are those of the server behind this service.",
            detail=detail,
            **({"line": int(found["line"] or found["at"])} if found else {}),
        )
    return StoreUnavailable(
        "The store at %(url)s answered with HTTP %(number)s.",
        hint="Try again; if it stays so, ask who runs that server.",
        url=url,
        number=status,
    )


def _unavailable(url: str, error: Exception) -> StoreUnavailable:
    return StoreUnavailable(
        "The store at %(url)s cannot be reached: %(detail)s.",
        hint="Try again in a moment; the service goes on as soon as the server is back.",
        url=url,
        detail=str(error) or type(error).__name__,
    )
