"""Files that a browser saves instead of showing them."""

from __future__ import annotations

from flask import Response


def attachment(content: str | bytes, media_type: str, name: str) -> Response:
    """A file of this type, to be saved under this name."""
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
