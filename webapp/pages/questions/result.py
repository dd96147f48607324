"""The answer to a SPARQL query as a page shows it: a table that sorts and turns pages, yes or no, or statements."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil, isfinite

from graph.model import DEFAULT_LANGUAGE
from graph.protocol import Answer
from graph.terms import BASE, NK, XSD
from webapp.http.media_types import GRAPHS, ROWS
from webapp.ui.context import get_model
from webapp.ui.language import gettext, language, say
from webapp.ui.links import resource_url
from webapp.ui.sorting import sort_key
from webapp.ui.terms import Row, Term, shorten
from webapp.ui.wording import readable

SHOWN_ROWS = 500
AT_FIRST, LINES_AT_FIRST = 24, 28
"""The rows that stand there before somebody asks for more, and the lines that they may fill."""
LINE, WIDE_LINE, LONG, PAIR = 24, 40, 100, 2
"""Letters in a line of a cell; in a wider one, which holds more than so many or is one of so few columns."""
TABLE = 100
"""Letters in a line of a whole table: of many columns each has few."""
NUMBERS = frozenset(
    XSD + name
    for name in ("integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger")
)

SELECT_ALL = re.compile(r"\bSELECT\s+(?:DISTINCT\s+|REDUCED\s+)?\*", re.IGNORECASE)
VARIABLE = re.compile(r"[?$](\w+)")


@dataclass(frozen=True, slots=True)
class Order:
    """By which column a table is sorted, as the address says it, and which page of it is shown, from 1."""

    column: str = ""
    descending: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class ResultCell:
    """One value: its text, an address when it is a resource, its language when it has one."""

    text: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A variable of the query, or two in one: the name of a resource, as a link that the other variable gives.

    In a column that `is_named`, resources of ours stand by their names, and not by their addresses.
    """

    name: str
    link: str = ""
    is_number: bool = False
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """`columns` and `rows` of a SELECT, or `truth` of an ASK, or `statements` of a CONSTRUCT.

    `rows` holds the page that is shown, `bindings` all rows as the store gave them.
    """

    columns: tuple[ResultColumn, ...] = ()
    rows: tuple[tuple[ResultCell, ...], ...] = ()
    total: int = 0
    order: Order = field(default_factory=Order)
    truth: bool | None = None
    statements: str = ""
    formats: tuple[str, ...] = tuple(ROWS)
    bindings: Sequence[Row] = field(default=(), repr=False)

    @property
    def pages(self) -> int:
        """Into how many pages the rows fall."""
        return ceil(self.total / SHOWN_ROWS)

    @property
    def at_first(self) -> int:
        """How many rows stand there before somebody asks for more: a screen or two of them, also on a phone."""
        lines = 0
        for number, row in enumerate(self.rows[:AT_FIRST]):
            lines += max((_lines(cell.text, len(row)) for cell in row), default=1)
            if lines > LINES_AT_FIRST:
                return max(number, 1)
        return AT_FIRST

    @property
    def first(self) -> int:
        """Number of the first row of this page, from 1."""
        return (self.order.page - 1) * SHOWN_ROWS + 1


def read_answer(answer: Answer, query: str, order: Order | None = None, *, joined: bool = False) -> Result:
    """An answer in JSON or Turtle as what the page shows; `joined`, a name and its resource share a column.

    The columns of SELECT * stand in the order in which the query first names them; engines have orders of their own.
    """
    if answer.media_type.partition(";")[0] == GRAPHS["turtle"]:
        return Result(statements=answer.body.decode(), formats=tuple(GRAPHS))
    found = json.loads(answer.body)
    if "boolean" in found:
        return Result(truth=bool(found["boolean"]), formats=("json", "xml"))
    names = found["head"]["vars"]
    if SELECT_ALL.search(query):
        indices = {name: index for index, name in reversed(list(enumerate(VARIABLE.findall(query))))}
        names = sorted(names, key=lambda name: indices.get(name, len(indices)))
    return make_table(names, found["results"]["bindings"], order or Order(), joined=joined)


def make_table(names: Sequence[str], bindings: Sequence[Row], order: Order, *, joined: bool) -> Result:
    """The rows in the order asked for, cut to the page asked for."""
    columns = tuple(
        ResultColumn(name, link, is_number=holds_numbers(bindings, name), is_named=joined)
        for name, link in join_columns(names, joined=joined)
    )
    last = max(ceil(len(bindings) / SHOWN_ROWS), 1)
    order = Order(order.column if order.column in names else "", order.descending, min(max(order.page, 1), last))
    ordered = sort_rows(bindings, order)
    page = ordered[(order.page - 1) * SHOWN_ROWS : order.page * SHOWN_ROWS]
    return Result(
        columns=columns,
        rows=tuple(tuple(join_cell(row, column) for column in columns) for row in page),
        total=len(bindings),
        order=order,
        bindings=bindings,
    )


def _lines(text: str, columns: int) -> int:
    line = WIDE_LINE if len(text) > LONG or columns <= PAIR else min(LINE, TABLE // columns)
    return ceil(len(text) / line)


def leave_out_empty(result: Result) -> Result:
    """A result without the columns that no row has a value in: rules for gaps have some that only other rules fill."""
    filled = {name for row in result.bindings for name in row}
    kept = [index for index, column in enumerate(result.columns) if {column.name, column.link} & filled]
    if not kept:
        return result
    rows = tuple(tuple(row[index] for index in kept) for row in result.rows)
    return replace(result, columns=tuple(result.columns[index] for index in kept), rows=rows)


def join_columns(names: Sequence[str], *, joined: bool) -> list[tuple[str, str]]:
    """Each column with the one that it links to: `actorName` stands for `actor` as well, when both are there."""
    links = {name: name.removesuffix("Name") for name in names if name.endswith("Name")} if joined else {}
    links = {name: link for name, link in links.items() if link in names}
    return [(name, links.get(name, "")) for name in names if name not in links.values()]


def sort_rows(bindings: Sequence[Row], order: Order) -> Sequence[Row]:
    """Rows by one column, those without a value last whichever way; the query's own order without a column."""
    if not order.column:
        return bindings
    bound = [row for row in bindings if order.column in row]
    empty = [row for row in bindings if order.column not in row]
    return [*sorted(bound, key=lambda row: _sort_key(row[order.column]), reverse=order.descending), *empty]


def _sort_key(term: Term) -> tuple[int, float, tuple[str, str]]:
    number = number_of(term)
    if number is not None:
        return 0, number, ("", "")
    return 1, 0.0, sort_key(shorten(str(term["value"])))


def holds_numbers(bindings: Sequence[Row], name: str) -> bool:
    """Whether every value of a column is a number, and there is one."""
    terms = [row[name] for row in bindings if name in row]
    return bool(terms) and all(number_of(term) is not None for term in terms)


def number_of(term: Term) -> float | None:
    """The value of a numeric literal that can be counted with; None for anything else."""
    if term.get("datatype") not in NUMBERS:
        return None
    try:
        number = float(term["value"])
    except ValueError:
        return None
    return number if isfinite(number) else None


def join_cell(row: Row, column: ResultColumn) -> ResultCell:
    """The cell of a row in a column; a joined column shows the one value with the address of the other.

    What has an address and no name, as classes of other vocabularies, stands by its address.
    """
    term = row.get(column.name)
    cell, link = make_cell(term), row.get(column.link)
    if link:
        own = _in_readers_language(cell, link)
        return replace(own or cell, text=(own or cell).text or _word_for(link), url=make_cell(link).url)
    if not (column.is_named and term):
        return cell
    is_prose = " " in cell.text and not cell.url and not term.get("datatype")
    return ResultCell(_word_for(term), cell.url, cell.language or (DEFAULT_LANGUAGE if is_prose else ""))


def _in_readers_language(cell: ResultCell, link: Term) -> ResultCell | None:
    """The name of a resource as its reader calls it: a query asks for one name of each, in the first language."""
    if cell.language in {"", language()} or not link["value"].startswith((BASE, NK)):
        return None
    name = get_model().ref(link["value"]).label.only_in(language())
    return ResultCell(name, language=language()) if name else None


def _word_for(term: Term) -> str:
    """A value in the reader's words: resources and codes of ours by their names, yes and no, quotes as one reads."""
    if term["type"] == "uri" and term["value"].startswith((BASE, NK)):
        return say(get_model().ref(term["value"]).label)
    if term.get("datatype") == XSD + "boolean":
        return gettext("ja") if term["value"] == "true" else gettext("nein")
    return readable(make_cell(term).text)


def make_cell(term: Term | None) -> ResultCell:
    """A term as it is read; no term is an empty cell."""
    if term is None:
        return ResultCell("")
    if term["type"] == "uri":
        return ResultCell(shorten(term["value"]), resource_url(term["value"]))
    if term["type"] == "triple":
        return ResultCell(json.dumps(term["value"], ensure_ascii=False))
    return ResultCell(str(term["value"]), language=str(term.get("xml:lang", "")))
