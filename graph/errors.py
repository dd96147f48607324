"""Every exception of the project.

A message is a template in English plus its values: the API says it as it is, pages and the command line
in the reader's language (`webapp/translations`).
"""

from __future__ import annotations

from collections.abc import Iterable


class NetworkError(Exception):
    """Something went wrong that a person can act on: what happened, and what to do next."""

    status = 500

    def __init__(self, template: str, *, hint: str = "", **values: object) -> None:
        self.template, self.hint_template, self.values = template, hint, values
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """What happened, to which thing by name; in English."""
        return self.template % self.values if self.values else self.template

    @property
    def hint(self) -> str:
        """What to do next; in English, "" when there is nothing to say."""
        return self.hint_template % self.values if self.values else self.hint_template


class Wording:
    """A part of a message that is translated on its own, such as what a parser found; English as it stands."""

    def __init__(self, template: str, **values: object) -> None:
        self.template, self.values = template, values

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template


class ConfigError(NetworkError):
    """The service cannot start as it is set up: a taken port, an unwritable directory, missing files."""


class Proposed(NetworkError):
    """No failure: the change waits for somebody who may approve it."""

    status = 202


class LogDamaged(NetworkError):
    """An old change cannot be read any more; the data as they are now are not touched by that."""


class DataError(NetworkError):
    """A file or a statement cannot be taken; values name `file` and `line` where there are any."""

    status = 400


class QueryError(NetworkError):
    """The query is not SPARQL; values name the `line`."""

    status = 400


class QueryForbidden(NetworkError):
    """The query would reach outside (SERVICE, LOAD, FROM <remote>), which is never done."""

    status = 403


class Unauthorized(NetworkError):
    """Who asks has not said who they are, or the token is not one of ours."""

    status = 401


class Forbidden(NetworkError):
    """Who asks is known, or nobody is; either way this is not allowed to them."""

    status = 403


class NotFound(NetworkError):
    """There is no such actor, group, gap, query or network."""

    status = 404


class NotAcceptable(NetworkError):
    """None of the formats asked for can be given."""

    status = 406


class Conflict(NetworkError):
    """The data have become different in the meantime."""

    status = 409


class TooLarge(NetworkError):
    """The request body or query text is over its limit."""

    status = 413


class UnsupportedMediaType(NetworkError):
    """The body is of a type that cannot be taken there."""

    status = 415


class DataInvalid(NetworkError):
    """The change would make the data wrong; the hint carries the sentences of the shapes."""

    status = 422


class TooManyRequests(NetworkError):
    """Somebody asked too often; the hint says how long to wait."""

    status = 429


class StoreUnavailable(NetworkError):
    """The store, or a place in the queue for a query, cannot be had now."""

    status = 503


class QueryLimit(NetworkError):
    """The query went over its limit of memory or result size; the limit is in the message."""

    status = 503


class QueryTimeout(NetworkError):
    """The query went over its limit of time; the limit is in the message."""

    status = 504


class WriteRefused(NetworkError):
    """The change cannot be kept: the disk is full or cannot be written to. The service goes on reading."""

    status = 507


def store_closed() -> StoreUnavailable:
    """The error for who still reads or computes while the service ends."""
    return StoreUnavailable(
        "The store has been closed.", hint="Try again in a moment; if it stays so, start the service."
    )


def no_such_format(name: str, known: Iterable[str]) -> NotAcceptable:
    """The error for who asks for a form that nothing is given in; `known` are those that there are."""
    return NotAcceptable(
        "There is no format %(format)s.", hint="Formats: %(known)s", format=name, known=", ".join(known)
    )


def text_too_long() -> TooLarge:
    """The error for a literal or an IRI that no parser of ours takes, our own log's neither."""
    return TooLarge(
        "A text or an address among these statements is longer than 16 MB.",
        hint="Nothing was changed. Divide it, or keep it elsewhere and state its address.",
    )


def is_text_too_long(error: MemoryError) -> bool:
    """Whether the engine's parser met its own limit, and not the end of the machine's memory."""
    return "buffer maximal size" in str(error)
