"""What pages of other hosts may do with this service: read it. There are no cookies that they could use."""

from __future__ import annotations

from flask import Response, make_response, request

READING = frozenset({"GET", "HEAD", "OPTIONS"})
EXPOSED = "ETag, X-Akteursnetz-Limits, X-Akteursnetz-Revision"


def allow_reading(response: Response) -> Response:
    """Let scripts of any page see this answer."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    return response


def allow_reading_only(response: Response) -> Response:
    """The same for an address that also takes changes: their answers stay closed."""
    return allow_reading(response) if request.method in READING else response


def answer_preflight(methods: str, *, for_others: str = "") -> Response:
    """Which methods an address takes, and which of them (else all) pages of other hosts may use.

    `Authorization` is not among the headers allowed: a foreign page has no business with anybody's token.
    """
    response = make_response("", 204)
    response.headers["Allow"] = methods
    response.headers["Access-Control-Allow-Methods"] = for_others or methods
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def open_for_reading(response: Response) -> Response:
    """Let pages of other hosts read answers of the API, which differ by the reader's language."""
    response.vary.add("Accept-Language")
    return allow_reading_only(response)
