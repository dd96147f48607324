"""What is asked of a child process, what it answers, and the errors that its status or its end stand for."""

from __future__ import annotations

import json
import signal
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from graph.errors import (
    Conflict,
    NotAcceptable,
    NotFound,
    QueryError,
    QueryForbidden,
    QueryLimit,
)
from graph.protocol import Dataset, Limits
from graph.rdf.serialise import no_json_ld, no_xml_name
from graph.sparql.mistakes.explain import explain
from graph.sparql.over_limit import too_large, too_slow
from graph.terms import BASE

_CRASHES = frozenset({signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGTRAP})

Status = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AdHocQuery:
    """An ad-hoc query with everything that decides about its answer.

    `graphs`: those that have to be there, as FROM or the protocol's parameters name them. `is_repeatable`: on the
    same data it gives the same again, so that its answer may be kept.
    """

    query: str
    media_types: Sequence[str]
    union: bool
    dataset: Dataset = field(default_factory=Dataset)
    limits: Limits = field(default_factory=Limits)
    graphs: tuple[str, ...] = ()
    is_repeatable: bool = False

    def as_json(self) -> bytes:
        """What the child is told."""
        chosen = bool(self.dataset.default_graphs or self.dataset.named_graphs)
        request = {
            **_common(self.dataset, self.limits, self.graphs),
            "query": self.query,
            "media_types": list(self.media_types),
            "union": self.union and not chosen,
        }
        return json.dumps(request).encode()

    def key(self) -> Hashable:
        """Equal for two questions whose answers, while the data stay as they are, are the same."""
        limits = self.limits.rows, self.limits.result_mb
        return self.query, tuple(self.media_types), self.union, self.dataset, limits, BASE


@dataclass(frozen=True, slots=True)
class UpdateQuestion:
    """An update to be tried out.

    `graphs`: those that USING names. `opposite`: None, or for an update of mere data see `graph.sparql.data_update`.
    `is_repeatable`: a pattern of it gives the same whenever it is asked.
    """

    update: str
    dataset: Dataset
    limits: Limits
    graphs: tuple[str, ...] = ()
    opposite: str | None = None
    is_repeatable: bool = False

    def as_json(self) -> bytes:
        """What the child is told."""
        request = {
            **_common(self.dataset, self.limits, self.graphs),
            "update": self.update,
            "opposite": self.opposite,
            "is_repeatable": self.is_repeatable,
        }
        return json.dumps(request).encode()


@dataclass(frozen=True, slots=True)
class Trial:
    """What an update would change at a revision: quads as N-Quads, and named graphs that came and went.

    Blank nodes have their labels. `remove` may name quads that are not there, `add` some that are.
    """

    add: bytes
    remove: bytes
    create: tuple[str, ...]
    drop: tuple[str, ...]
    revision: int


def _common(dataset: Dataset, limits: Limits, graphs: Sequence[str]) -> dict[str, Any]:
    chosen = bool(dataset.default_graphs or dataset.named_graphs)
    return {
        "base": BASE,
        "default_graphs": dataset.default_graphs if chosen else None,
        "named_graphs": dataset.named_graphs if chosen else None,
        "graphs": graphs,
        "time_s": limits.time_s,
        "memory_mb": limits.memory_mb,
        "result_mb": limits.result_mb,
        "rows": limits.rows,
    }


def raise_for_status(status: Status, asked: AdHocQuery | UpdateQuestion) -> NoReturn:
    """The error that a child's word stands for."""
    limits = asked.limits
    match status["status"]:
        case "syntax":
            is_update = isinstance(asked, UpdateQuestion)
            text = asked.update if isinstance(asked, UpdateQuestion) else asked.query
            raise explain(text, status["detail"], is_update=is_update)
        case "no json-ld" | "no xml name" as fault:
            raise no_json_ld() if fault == "no json-ld" else no_xml_name(status["property"])
        case "not acceptable":
            _raise_not_acceptable(status, asked)
        case "forbidden graph":
            raise QueryForbidden(
                "There is no graph %(graph)s here, and nothing is fetched from elsewhere.",
                hint="The service description lists the graphs.",
                graph=status["graph"],
            )
        case "no graph" | "graph exists" | "many graphs":
            _raise_for_graphs(status)
        case "size":
            raise too_large(limits)
        case "rows":
            raise QueryLimit(
                "The result has more than %(limit)s rows.",
                hint="Add a LIMIT, or ask for less in one query.",
                limit=f"{limits.rows:,}",
            )
        case "change":
            raise QueryLimit(
                "The update changes more than %(limit)s MB of statements.",
                hint="Make the change in several updates.",
                limit=limits.result_mb,
            )
        case "memory":
            _raise_for_memory(limits)
    raise QueryError(
        "The query could not be answered: %(detail)s.",
        hint="Simplify the query and try again.",
        detail=status["detail"],
    )


def _raise_for_graphs(status: Status) -> NoReturn:
    hint = "With SILENT the operation goes on without an error."
    if status["status"] == "no graph":
        raise NotFound("The graph %(graph)s does not exist.", hint=hint, graph=status["graph"])
    if status["status"] == "graph exists":
        raise Conflict("The graph %(graph)s exists already.", hint=hint, graph=status["graph"])
    raise QueryError(
        "A subquery inside GRAPH with a variable would have to be answered for more than %(limit)s graphs.",
        hint="Name the graph, or write GRAPH inside the subquery.",
        limit=status["limit"],
    )


def raise_for_end(exit_code: int, after_s: float, limits: Limits) -> NoReturn:
    """The error that the end of a child before its answer stands for, by its exit code."""
    if exit_code in (-signal.SIGALRM, -signal.SIGXCPU) or after_s >= limits.time_s:
        raise_for_time(limits)
    if exit_code == -signal.SIGABRT:
        _raise_for_memory(limits)
    name = signal.Signals(-exit_code).name if exit_code < 0 else str(exit_code)
    if -exit_code in _CRASHES:
        raise QueryLimit(
            "The engine broke down over the query (%(signal)s).",
            hint="Write it more simply: shorter lists, fewer brackets inside one another.",
            signal=name,
        )
    raise QueryLimit(
        "The process that answered the query was ended from outside (%(signal)s).",
        hint="Try again; if it stays so, the machine may be short of memory.",
        signal=name,
    )


def raise_for_time(limits: Limits) -> NoReturn:
    """QueryTimeout, with the limit."""
    raise too_slow(limits)


def _raise_for_memory(limits: Limits) -> NoReturn:
    raise QueryLimit(
        "The query was stopped because it needed more than %(limit)s MB of memory.",
        hint="Ask for less: fewer patterns that have nothing in common, or no sorting of everything.",
        limit=limits.memory_mb,
    )


def _raise_not_acceptable(status: Status, asked: AdHocQuery | UpdateQuestion) -> NoReturn:
    media_types = asked.media_types if isinstance(asked, AdHocQuery) else ()
    raise NotAcceptable(
        "The result cannot be given as %(asked)s.",
        hint="It can be given as: %(known)s.",
        asked=", ".join(media_types) or "nothing",
        known=", ".join(status["known"]),
    )
