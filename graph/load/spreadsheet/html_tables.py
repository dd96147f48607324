"""The tables of a page: what many portals give out as XLS is HTML, which spreadsheet programs open all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from graph.load.spreadsheet.letters import decode
from graph.load.spreadsheet.sheet import (
    LONGEST_KEPT,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    too_many_cells,
    too_many_columns,
    too_many_rows,
)

_IS_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<table|<meta|<head|<style|<body|<div)", re.IGNORECASE)
_IS_TABLE = re.compile(rb"<table[\s>]", re.IGNORECASE)
_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<about>[^<>]*)>|<[^<>]*>?|(?P<text>[^<]+)")
_BLANKS = re.compile(r"\s+")
_MARK = b"\xef\xbb\xbf"


def is_page(content: bytes) -> bool:
    """Whether a file is HTML with a table in it."""
    return bool(_IS_PAGE.match(content.removeprefix(_MARK))) and bool(_IS_TABLE.search(content))


def read_page(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Its tables in their order; one within a cell is part of that cell. Raises DataError naming the file."""
    reader = _Tables(name)
    for is_end, tag, about, text in _tokens(decode(name, content)):
        if text:
            reader.say(unescape(text))
        elif is_end:
            reader.end(tag)
        else:
            reader.begin(tag, about)
    reader.end("table")
    return tuple(Sheet("", tuple(tuple(row) for row in rows)) for rows in reader.tables if rows)


def _tokens(text: str) -> Iterator[tuple[bool, str, str, str]]:
    """Tags (whether one ends, its name, its attributes) and the texts between them. O(letters), however odd they are.

    The parser of the standard library takes hours for a page of comments that never end.
    """
    for found in _TOKEN.finditer(_without_comments(text)):
        yield bool(found["end"]), (found["tag"] or "").lower(), found["about"] or "", found["text"] or ""


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        parts.append(text[at:start])
        end = text.find("-->", start)
        at = end + 3 if end >= 0 else len(text)
    return "".join([*parts, text[at:]])


class _Tables:
    """Gathers the cells of tables; a cell over several rows is meant for each, one over several columns stands once."""

    def __init__(self, name: str) -> None:
        self.tables: list[list[list[str]]] = []
        self._name, self._depth, self._cells = name, 0, 0
        self._text: list[str] | None = None
        self._spans = (1, 1)
        self._below: dict[int, tuple[int, str]] = {}
        self._unsaid = ""

    def begin(self, tag: str, about: str) -> None:
        """A table, a row or a cell begins."""
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
                self._below = {}
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._begin_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            self._spans = _span("row", about), _span("col", about)
            self._text = []
        elif tag in ("br", "p", "li", "div") and self._text:
            self._text.append("\n")
        elif tag in ("script", "style"):
            self._unsaid = tag

    def end(self, tag: str) -> None:
        """A table, a row or a cell ends."""
        if tag == self._unsaid:
            self._unsaid = ""
        if tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def say(self, data: str) -> None:
        """A text stands in the cell that is open; line breaks of the source are blanks."""
        if self._text is not None and not self._unsaid:
            self._text.append(_BLANKS.sub(" ", data))

    def _begin_row(self) -> None:
        rows = self.tables[-1]
        if len(rows) > MOST_ROWS:
            raise too_many_rows(self._name)
        rows.append([])
        self._fill_from_above()

    def _end_cell(self) -> None:
        if self._text is None or not self.tables[-1]:
            return
        row, text = self.tables[-1][-1], "".join(self._text)[:LONGEST_KEPT]
        down, across = self._spans
        if down > 1:
            self._below[len(row)] = (down - 1, text)
        row += [text, *[""] * (across - 1)]
        self._text = None
        self._fill_from_above()
        self._cells += across
        if len(row) > MOST_COLUMNS:
            raise too_many_columns(self._name)
        if self._cells > MOST_CELLS:
            raise too_many_cells(self._name)

    def _fill_from_above(self) -> None:
        """What a cell of a row above says for this one as well."""
        row = self.tables[-1][-1]
        while len(row) in self._below:
            left, text = self._below.pop(len(row))
            if left > 1:
                self._below[len(row)] = (left - 1, text)
            row.append(text)


def _span(side: str, about: str) -> int:
    found = re.search(rf"{side}span\s*=\s*[\"']?(\d{{1,5}})", about, re.IGNORECASE)
    return min(max(1, int(found[1])), MOST_COLUMNS) if found else 1
