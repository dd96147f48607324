"""What comes with a request: its body within a limit, unpacked, as text or as parameters."""

from __future__ import annotations

import zlib
from typing import TypeVar
from urllib.parse import parse_qsl

from flask import g, request
from werkzeug.datastructures import MultiDict

from graph.errors import TooLarge, UnsupportedMediaType
from graph.json_input import read_json
from webapp.http.errors import BadRequestError

FORM = "application/x-www-form-urlencoded"
GZIP = 16 + zlib.MAX_WBITS
MOST_PARAMETERS = 1000
BLOCK = 1 << 20

T = TypeVar("T")
Parameters = MultiDict[str, str]


def read_body(limit: int) -> bytes:
    """The body, unpacked when it was sent as gzip, of at most so many bytes.

    Raises TooLarge (413) by the declared as by the real size, before more than that is in memory;
    UnsupportedMediaType (415) for another encoding; BadRequestError (400) for a damaged one.
    """
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise UnsupportedMediaType(
            "A body is not taken as %(encoding)s.", hint="Send it as it is, or as gzip.", encoding=encoding
        )
    request.max_content_length = limit
    if (request.content_length or 0) > limit:
        raise _too_large(limit)
    body = request.get_data(cache=False)
    return unpack(body, limit) if encoding.endswith("gzip") else body


def unpack(packed: bytes, limit: int) -> bytes:
    """What a gzip file holds, all its members. Raises BadRequestError when it is damaged or cut off, TooLarge."""
    blocks: list[bytes] = []
    size, rest = 0, packed
    while rest:
        member = zlib.decompressobj(GZIP)
        while not member.eof:
            try:
                block = member.decompress(rest, BLOCK)
            except zlib.error as error:
                raise BadRequestError(
                    "The body is damaged: it is no gzip.", hint="Pack it again, or send it as it is."
                ) from error
            rest = member.unconsumed_tail
            if not block and not rest and not member.eof:
                raise BadRequestError("The body is cut off: its gzip does not end.", hint="Send it again, completely.")
            size += len(block)
            if size > limit:
                raise _too_large(limit)
            blocks.append(block)
        rest = member.unused_data
    return b"".join(blocks)


def read_text(limit: int) -> str:
    """The body as text, without a byte order mark.

    Raises BadRequestError when it is not UTF-8, UnsupportedMediaType when it says so itself.
    """
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.strip("\"'").lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise UnsupportedMediaType("Text is not taken in %(charset)s.", hint="Encode it as UTF-8.", charset=charset)
    return without_mark(_decode(read_body(limit)))


def without_mark(text: str) -> str:
    """A text without the byte order mark that some editors put before it."""
    return text.removeprefix("\ufeff")


def read_json_body(limit: int, kind: type[T], name: str) -> T:
    """The value that a body of JSON says; `name` is what errors call it.

    Raises UnsupportedMediaType (415) for another type, DataError (400) naming the field that is wrong.
    """
    if request.mimetype != "application/json":
        raise UnsupportedMediaType(
            "The body is not taken as %(type)s.", hint="Send it as application/json.", type=request.mimetype or "?"
        )
    return read_json(read_text(limit), kind, name)


def read_form(limit: int) -> Parameters:
    """The fields of a form in the body, and before them those in the address, which the protocol allows as well."""
    parameters = read_parameters().copy()
    parameters.update(_parse(read_text(limit)))
    return parameters


def read_parameters() -> Parameters:
    """The fields in the address, decoded exactly, and once for a request."""
    if "parameters" not in g:
        g.parameters = _parse(_decode(request.query_string))
    parameters: Parameters = g.parameters
    return parameters


def one(parameters: Parameters, name: str) -> str:
    """The value of a field that has to be there exactly once. Raises BadRequestError."""
    values = parameters.getlist(name)
    if len(values) != 1:
        raise BadRequestError(
            "Exactly one %(name)s is needed, %(number)s were sent.",
            hint="Send it as %(name)s=",
            name=name,
            number=len(values),
        )
    return values[0]


def _parse(text: str) -> Parameters:
    try:
        return MultiDict(
            parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS, separator="&")
        )
    except UnicodeDecodeError as error:
        raise _not_utf8() from error
    except ValueError as error:
        raise BadRequestError("There are too many fields.", hint="Send fewer at once.") from error


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _not_utf8() -> BadRequestError:
    return BadRequestError("The request is not UTF-8.", hint="Encode it as UTF-8.")


def _too_large(limit: int) -> TooLarge:
    return TooLarge("The body is larger than %(limit)s bytes.", hint="Send less at once.", limit=f"{limit:,}")
