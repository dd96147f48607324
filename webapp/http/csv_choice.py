"""What parts the columns of CSV files: commas, or semicolons as German Excel wants them; the browser remembers it.

`?csv=semikolon` in any address chooses, for the answer and for all that follow; `?csv=komma` takes it back.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, g, request

from graph.export.spreadsheets import SEPARATOR

PARAMETER = COOKIE = "csv"
SEPARATORS = {"komma": ",", "semikolon": ";"}
_A_YEAR = 365 * 24 * 3600


def remember_csv_choice(app: Flask) -> None:
    """Each answer has its columns parted as its reader has chosen."""
    app.before_request(_apply)
    app.after_request(_keep)
    app.teardown_request(_end)


def chosen() -> str:
    """What the reader of this request has chosen: `komma` or `semikolon`."""
    asked = request.args.get(PARAMETER, "")
    if asked in SEPARATORS:
        return asked
    return remembered(request.cookies)


def remembered(cookies: Mapping[str, str]) -> str:
    """What a browser with these cookies has chosen before: `komma` or `semikolon`."""
    kept = cookies.get(COOKIE, "")
    return kept if kept in SEPARATORS else "komma"


def _apply() -> None:
    g.csv_separator = SEPARATOR.set(SEPARATORS[chosen()])


def _end(_error: BaseException | None) -> None:
    """What is written afterwards in this thread is for somebody else."""
    if (before := g.pop("csv_separator", None)) is not None:
        SEPARATOR.reset(before)


def _keep(response: Response) -> Response:
    asked = request.args.get(PARAMETER, "")
    if asked in SEPARATORS and request.cookies.get(COOKIE) != asked:
        response.set_cookie(
            COOKIE,
            asked,
            max_age=_A_YEAR,
            path=request.script_root or "/",
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )
        response.headers["Cache-Control"] = "private, no-store"
    return response
