"""One ad-hoc query: what the replica is told, and what its child gives back through two pipes.

The first pipe carries the result, the second when it began and how it went. No word on how: the kernel ended it.
"""

from __future__ import annotations

import json
import os
import re
import select
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from graph.errors import NetworkError, NotAcceptable, QueryError, QueryLimit, QueryTimeout
from graph.store import Dataset, Limits
from graph.terms import BASE, PREFIXES

_BLOCK = 1 << 16
_GRACE_S = 1.0
_BEGIN = struct.Struct("!d")
_PLACE = re.compile(r"^error at (?P<line>\d+):(?P<column>\d+): (?P<detail>.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Question:
    """An ad-hoc query with everything that decides about its answer."""

    query: str
    media_types: Sequence[str]
    union: bool
    dataset: Dataset = field(default_factory=Dataset)
    limits: Limits = field(default_factory=Limits)

    def as_json(self) -> bytes:
        """What the replica is told."""
        chosen = bool(self.dataset.default_graphs or self.dataset.named_graphs)
        request = {
            "query": self.query,
            "media_types": list(self.media_types),
            "union": self.union and not chosen,
            "default_graphs": self.dataset.default_graphs if chosen else None,
            "named_graphs": self.dataset.named_graphs if chosen else None,
            "time_s": self.limits.time_s,
            "memory_mb": self.limits.memory_mb,
            "base": BASE,
            "prefixes": PREFIXES,
        }
        return json.dumps(request).encode()


def read_begin(status: int, seconds: float) -> float | None:
    """When a child began, by the machine's monotonic clock; None when none has within some seconds."""
    begin = os.read(status, _BEGIN.size) if _wait(status, seconds) else b""
    return _BEGIN.unpack(begin)[0] if begin else None


def read_answer(body: int, status: int, question: Question, begin: float) -> tuple[str, bytes]:
    """Media type and bytes of the complete result, or an error that names the limit the query went over."""
    data = _read_all(body, begin, question.limits)
    report = b"".join(iter(lambda: os.read(status, _BLOCK), b""))
    if not report:
        _raise_for_end(time.monotonic() - begin, question.limits)
    outcome: dict[str, Any] = json.loads(report)
    if outcome["status"] != "ok":
        _raise_for_status(outcome, question)
    return outcome["media_type"], data


def _read_all(pipe: int, begin: float, limits: Limits) -> bytes:
    """Everything until the pipe ends. The kernel ends the child in time; that it does not is waited for a second."""
    blocks: list[bytes] = []
    size, deadline = 0, begin + limits.time_s + _GRACE_S
    while True:
        if not _wait(pipe, deadline - time.monotonic()):
            _raise_for_end(limits.time_s, limits)
        block = os.read(pipe, _BLOCK)
        if not block:
            return b"".join(blocks)
        blocks.append(block)
        size += len(block)
        if size > limits.result_mb * 1024 * 1024:
            raise QueryLimit(
                "The result is larger than %(limit)s MB.",
                hint="Add a LIMIT, or ask for less in one query.",
                limit=limits.result_mb,
            )


def _wait(descriptor: int, seconds: float) -> bool:
    """Whether there is something to read, or an end, within some seconds."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(max(0.0, seconds) * 1000))


def _raise_for_end(after_s: float, limits: Limits) -> NoReturn:
    if after_s >= limits.time_s:
        raise QueryTimeout(
            "The query was stopped after %(limit)s seconds.",
            hint="Ask for less: fewer patterns that have nothing in common, or a LIMIT.",
            limit=number_text(limits.time_s),
        )
    _raise_for_memory(limits)


def _raise_for_memory(limits: Limits) -> NoReturn:
    raise QueryLimit(
        "The query was stopped because it needed more than %(limit)s MB of memory.",
        hint="Ask for less: fewer patterns that have nothing in common, or no sorting of everything.",
        limit=limits.memory_mb,
    )


def _raise_for_status(outcome: dict[str, Any], question: Question) -> NoReturn:
    if outcome["status"] == "syntax":
        raise _syntax_error(outcome["detail"])
    if outcome["status"] == "not acceptable":
        raise NotAcceptable(
            "The result cannot be given as %(asked)s.",
            hint="It can be given as: %(known)s.",
            asked=", ".join(question.media_types) or "nothing",
            known=", ".join(outcome["known"]),
        )
    if outcome["status"] == "memory":
        _raise_for_memory(question.limits)
    raise QueryError(
        "The query could not be answered: %(detail)s.", hint="Simplify the query and try again.", **outcome
    )


def _syntax_error(message: str) -> NetworkError:
    place = _PLACE.match(message)
    hint = "Look at the place it names; often a dot, a bracket or a PREFIX is missing just before."
    if place is None:
        return QueryError("The query is not valid SPARQL: %(detail)s.", hint=hint, detail=message)
    return QueryError(
        "The query is not valid SPARQL (line %(line)s, column %(column)s): %(detail)s.",
        hint=hint,
        line=int(place["line"]),
        column=int(place["column"]),
        detail=place["detail"],
    )


def number_text(value: float) -> str:
    """A number for a sentence: 2, not 2.0."""
    return f"{value:g}"
