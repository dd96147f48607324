"""Pages as PDF: tagged, with the language and a title, so that a screen reader can read them (PDF/UA-1).

Typst sets them, in this process and without any other program: a template of ours, and what is written in it as data.
Nothing in the data is ever a command, and nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Response

from webapp.ui.attachment import attachment
from webapp.ui.freshness import keep_out_of_caches

_TEMPLATES = Path(__file__).parents[1] / "templates"


def make_pdf(template: str, content: Mapping[str, Any]) -> bytes:
    """A template of ours, set with this content. About a quarter of a second.

    A text in a script for which no font is here (of Debian's, `fonts-noto` has nearly all) keeps its place and shows
    boxes; such a file does not say of itself that it fulfils PDF/UA-1.
    """
    import typst  # noqa: PLC0415 - 40 MB that most starts never need

    path, data = _TEMPLATES / template, {"data": json.dumps(content, ensure_ascii=False)}
    try:
        return typst.compile(path, root=_TEMPLATES, sys_inputs=data, format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        return typst.compile(path, root=_TEMPLATES, sys_inputs=data, format="pdf")


def make_png(template: str, content: Mapping[str, Any], *, pixels_an_inch: float) -> bytes:
    """The one page of a template of ours as pixels."""
    import typst  # noqa: PLC0415 - as above

    path, data = _TEMPLATES / template, {"data": json.dumps(content, ensure_ascii=False)}
    return typst.compile(path, root=_TEMPLATES, sys_inputs=data, format="png", ppi=pixels_an_inch)


def can_be_set(template: str, content: Mapping[str, Any]) -> bool:
    """Whether a template of ours takes this content: a picture in it may be broken."""
    import typst  # noqa: PLC0415 - as above

    try:
        make_png(template, content, pixels_an_inch=36)
    except typst.TypstError:
        return False
    return True


def filled_pages(template: str, content: Mapping[str, Any]) -> float:
    """How many pages a template of ours fills with this content, the last in part, where it says so (`<filled>`)."""
    import typst  # noqa: PLC0415 - as above

    path, data = _TEMPLATES / template, {"data": json.dumps(content, ensure_ascii=False)}
    return float(typst.query(path, "<filled>", field="value", one=True, root=_TEMPLATES, sys_inputs=data))


def answer_pdf(template: str, content: Mapping[str, Any], name: str) -> Response:
    """The same as a file to be saved, kept by nobody in between."""
    return keep_out_of_caches(attachment(make_pdf(template, content), "application/pdf", name))
