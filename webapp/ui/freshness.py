"""How long an answer is true, where it must not be kept at all."""

from __future__ import annotations

from flask import Response


def keep_out_of_caches(response: Response) -> Response:
    """Say that this answer is true for once only."""
    response.headers["Cache-Control"] = "no-store"
    return response
