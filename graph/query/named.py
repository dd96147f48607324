"""Our own questions, one `.rq` file each: found by name, with parameters bound as RDF terms.

Every file runs as it is in any SPARQL tool; one that includes a part (`graph.query.parts`) runs as it is shown. Its
head declares it in comments, and one line binds it, which is written again in each subselect that should know the
values too:

    # title@de: Wer arbeitet mit?
    # title@en: Who takes part?
    # category: groups
    # show: table
    # parameter: ?group group
    VALUES (?group) { (UNDEF) }  # parameters

Parameters of type actor, group, topic and network are IRIs as well; their type says which list to choose from.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import pyoxigraph as ox

from graph.errors import DataError, NotFound, QueryError
from graph.model import Text
from graph.paths import ONTOLOGY
from graph.period import shown_day
from graph.protocol import Row, Store
from graph.query.label_pattern import with_whole_labels
from graph.query.parts import with_parts
from graph.query.rule_folders import RULES
from graph.terms import XSD

QUERIES = ONTOLOGY / "queries"

ParameterType = Literal["iri", "date", "string", "integer", "actor", "group", "topic", "network"]
Show = Literal["table", "chart", "network"]
Value = str | int | date | None
RULE_KINDS = ("rule", "demanded")
SEVERITIES = ("low", "medium", "high")
AUDIENCES = ("group", "office")
"""What a rule's head may say; the first is meant where it says nothing. `audience`: a group decides, or who enters the
data clears it without asking one."""
CATEGORIES = ("actors", "groups", "ties", "topics", "gaps", "time", "evidence", "network")

_NOW = "SUBSTR(STR(NOW()), 1, 10)"
"""Today, as a file says it that runs in any SPARQL tool: there it is the day of UTC."""
_HEADER_LINE = re.compile(r"#\s*(?P<key>[a-z]+(?:@(?:de|en))?)\s*:\s*(?P<value>.*\S)")
_PARAMETER = re.compile(r"\?(?P<name>\w+)\s+(?P<type>\w+)")
_BINDING_LINE = re.compile(
    r"^(?P<indent>\s*)VALUES\s*\((?P<names>[^)]*)\)\s*\{\s*\((?P<values>[^)]*)\)\s*\}\s*#\s*parameters\s*$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class QueryParameter:
    """What a query may be asked with: a variable and the type of its value."""

    name: str
    type: ParameterType


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One `.rq` file, its parts in place. `header` keeps every declared line by its key (`severity`, `why@de`).

    `category` is one of CATEGORIES, "" when none is declared. `show` says how the answer is best looked at: as a
    table; as a chart, whose texts are labels and whose numbers are lengths; as a network of the first two columns
    of IRIs, or of a graph.
    """

    name: str
    title: Text
    description: Text
    parameters: tuple[QueryParameter, ...]
    text: str
    header: Mapping[str, str] = field(default_factory=dict, hash=False)
    category: str = ""
    show: Show = "table"

    def wording(self, key: str) -> Text:
        """A header entry in each language: `wording("why")`."""
        return _worded(self.header, key)

    def bind(self, **values: Value) -> str:
        """The query's text with these parameters in place; those not given stay as they are (UNDEF or a default).

        Labels are read as the model reads them (`label_pattern`), and today is `period.shown_day`, not the day of UTC.

        Raises QueryError for a parameter the query does not have or a value that is not of its type.
        """
        declared = {parameter.name: parameter for parameter in self.parameters}
        for name in values.keys() - declared.keys():
            raise QueryError(
                "The query %(query)s has no parameter %(parameter)s.",
                hint="Its parameters are: %(known)s.",
                query=self.name,
                parameter=name,
                known=", ".join(declared) or "none",
            )
        terms = {name: _term(declared[name], value) for name, value in values.items() if value is not None}
        bound = _BINDING_LINE.sub(lambda line: _bound_line(line, terms), self.text) if terms else self.text
        return with_whole_labels(bound).replace(_NOW, f'"{shown_day().isoformat()}"')


def list_queries(*folders: Path) -> list[NamedQuery]:
    """All shipped questions in the order of their names, or those of other folders."""
    return [_read(path) for path in _files(folders or (QUERIES,))]


def list_rules(*folders: Path) -> list[NamedQuery]:
    """All gap rules in the order of their names, or those of other folders."""
    return [_read(path) for path in _files(folders or (RULES,))]


def find_query(name: str, *folders: Path) -> NamedQuery:
    """The question or rule of this name. Raises NotFound, which lists names that are near."""
    paths = {path.stem: path for path in _files(folders or (RULES, QUERIES))}
    if name in paths:
        return _read(paths[name])
    near = difflib.get_close_matches(name, paths, n=3, cutoff=0.4)
    raise NotFound(
        "There is no query called %(name)s.",
        hint="Did you mean: %(near)s?" if near else "The shipped queries are listed on the query page.",
        name=name,
        near=", ".join(near),
    )


def run_query(store: Store, name: str, **parameters: Value) -> list[Row]:
    """Rows of a shipped question or rule, bound to these parameters."""
    return store.select(find_query(name).bind(**parameters))


def _worded(header: Mapping[str, str], key: str) -> Text:
    return Text.in_each(lambda language: header.get(f"{key}@{language}", ""))


def read_query(path: Path) -> NamedQuery:
    """The question in one file. Raises DataError, naming file and line, for a head that contradicts its query."""
    return _understood(path, path.read_text(encoding="utf-8-sig"))


@lru_cache(maxsize=512)
def _understood(path: Path, written: str) -> NamedQuery:
    """What is written in a file, understood once: rules are read anew for each search, for somebody may change them."""
    text = with_parts(written)
    for key, known in (("kind", RULE_KINDS), ("severity", SEVERITIES), ("audience", AUDIENCES)):
        _declared(path, text, key, known)
    header = dict(_header(text))
    query = NamedQuery(
        name=path.stem,
        title=_worded(header, "title"),
        description=_worded(header, "description"),
        parameters=tuple(_parameters(path, text)),
        text=text,
        header=header,
        category=_declared(path, text, "category", ("", *CATEGORIES)),
        show=_declared(path, text, "show", get_args(Show)),  # type: ignore[arg-type]  # one of get_args
    )
    _check_binding_line(path, query)
    return query


def declared_kind(path: Path) -> str:
    """Which kind of gap a rule file says it finds, even one that cannot be read as a rule: `rule` or `demanded`."""
    try:
        said = dict(_header(path.read_text(encoding="utf-8-sig", errors="replace"))).get("kind", "")
    except OSError:
        said = ""
    return said if said in RULE_KINDS else RULE_KINDS[0]


def _files(folders: Sequence[Path]) -> list[Path]:
    return sorted((path for folder in folders for path in folder.glob("*.rq")), key=lambda path: path.stem)


def _read(path: Path) -> NamedQuery:
    return _read_once(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=512)
def _read_once(path: Path, _modified_ns: int) -> NamedQuery:
    return read_query(path)


def _header_lines(text: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            return
        if found := _HEADER_LINE.fullmatch(line.strip()):
            yield number, found["key"], found["value"]


def _header(text: str) -> Iterator[tuple[str, str]]:
    return ((key, value) for _, key, value in _header_lines(text) if key != "parameter")


def _declared(path: Path, text: str, wanted: str, known: Sequence[str]) -> str:
    """The value of a header line, the first of the known ones when there is no such line."""
    for number, key, value in _header_lines(text):
        if key == wanted and value not in known:
            raise DataError(
                "%(file)s, line %(line)s: %(value)s is not a %(key)s.",
                hint="These are known: %(known)s.",
                file=path,
                line=number,
                value=value,
                key=wanted,
                known=", ".join(filter(None, known)),
            )
        if key == wanted:
            return value
    return known[0]


def _parameters(path: Path, text: str) -> Iterator[QueryParameter]:
    for number, key, value in _header_lines(text):
        if key != "parameter":
            continue
        found = _PARAMETER.match(value)
        if found is None or found["type"] not in get_args(ParameterType):
            raise DataError(
                "%(file)s, line %(line)s: this is not a parameter: %(text)s",
                hint="Write for example: # parameter: ?network iri. Types are: %(types)s.",
                file=path,
                line=number,
                text=value,
                types=", ".join(get_args(ParameterType)),
            )
        yield QueryParameter(found["name"], found["type"])  # type: ignore[arg-type]  # one of get_args, checked above


def _check_binding_line(path: Path, query: NamedQuery) -> None:
    declared = ["?" + parameter.name for parameter in query.parameters]
    lines = list(_BINDING_LINE.finditer(query.text))
    wrong = [line for line in lines if line["names"].split() != declared]
    if wrong or (declared and not lines):
        raise DataError(
            "%(file)s declares other parameters than it binds.",
            hint="It needs one line: VALUES (?network) { (UNDEF) }  # parameters, in the order of its head.",
            file=path,
            line=query.text.count("\n", 0, wrong[0].start("names")) + 1 if wrong else 1,
        )


def _bound_line(line: re.Match[str], terms: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    names, defaults = line["names"].split(), line["values"].split()
    kept = defaults if len(defaults) == len(names) else ["UNDEF"] * len(names)
    values = " ".join(str(terms.get(name[1:], default)) for name, default in zip(names, kept, strict=True))
    return f"{line['indent']}VALUES ({line['names']}) {{ ({values}) }}  # parameters"


def _term(parameter: QueryParameter, value: str | int | date) -> ox.NamedNode | ox.Literal:
    try:
        return _TERMS[parameter.type](str(value))
    except ValueError as error:
        raise QueryError(
            "%(value)s is not a value for %(parameter)s, which takes a value of type %(type)s.",
            hint="An IRI is absolute (https://...), a date is written 2016-11-30, an integer 15.",
            value=value,
            parameter=parameter.name,
            type=parameter.type,
        ) from error


def _date_literal(value: str) -> ox.Literal:
    return ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(XSD + "date"))


_TERMS: dict[ParameterType, Callable[[str], ox.NamedNode | ox.Literal]] = {
    "iri": ox.NamedNode,
    "date": _date_literal,
    "string": ox.Literal,
    "integer": lambda value: ox.Literal(int(value)),
    "actor": ox.NamedNode,
    "group": ox.NamedNode,
    "topic": ox.NamedNode,
    "network": ox.NamedNode,
}
