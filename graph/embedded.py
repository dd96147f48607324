"""The store in a folder of this machine: the public graph, the persons apart from it, and both change logs.

graph/  changes.log  applied            the public quads
persons/  persons.log  persons.applied  those about persons
version.json                            which format the folder has
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox

from graph.changelog import Entry
from graph.derive import refresh
from graph.errors import ConfigError, QueryError
from graph.guard import check_query
from graph.ledger import Ledger, write_safely
from graph.persons import HELD_BY, HOLDS, Directory, person_names
from graph.question import Question
from graph.sandbox import Sandbox, Snapshot
from graph.skolem import skolemise
from graph.store import Answer, Applied, Change, Dataset, Limits, Row

FORMAT = 1


class PersonStore:
    """Statements about persons, which no query sees."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.directory = Directory()
        self.directory.learn(list(ledger.quads))

    def names(self) -> list[str]:
        """All known full names, in alphabetical order."""
        return sorted(set(person_names(self.ledger.quads).values()))

    def person_of_post(self, post: str) -> str:
        """Name of the person who holds a post; "" when nobody is known to."""
        node, find = ox.NamedNode(post), self.ledger.quads.quads_for_pattern
        holders = [str(quad.object) for quad in find(node, ox.NamedNode(HELD_BY), None)]
        holders += [str(quad.subject) for quad in find(None, ox.NamedNode(HOLDS), node)]
        names = person_names(self.ledger.quads)
        return next((names[holder[1:-1]] for holder in holders if holder[1:-1] in names), "")


class EmbeddedStore:
    """A store in a folder that no other process has open, or in memory without a path."""

    def __init__(self, path: Path | None, *, url: str = "memory:", default_graph: str = "union") -> None:
        self.url = url
        self._union = default_graph == "union"
        self._writing = threading.RLock()
        if path is not None:
            _prepare(path)
        self._public, self.persons = _open(path)
        self._sandbox = Sandbox(self._snapshot, self._writing)

    @property
    def revision(self) -> int:
        """Number of the last accepted change of the public graph."""
        return self._public.revision

    def select(self, query: str) -> list[Row]:
        """Rows of one of our own queries over the union of all graphs."""
        results = self._public.quads.query(query, use_default_graph_as_union=True)
        if not isinstance(results, ox.QuerySolutions):
            raise QueryError("This is no SELECT query.", hint="Only SELECT gives rows.")
        names = [variable.value for variable in results.variables]
        return [dict(zip(names, row, strict=True)) for row in results]

    def construct(self, query: str) -> list[ox.Triple]:
        """Triples of one of our own queries over the union of all graphs."""
        results = self._public.quads.query(query, use_default_graph_as_union=True)
        if not isinstance(results, ox.QueryTriples):
            raise QueryError("This is no CONSTRUCT query.", hint="Only CONSTRUCT and DESCRIBE give triples.")
        return list(results)

    def answer(
        self, query: str, media_types: Sequence[str], *, limits: Limits | None = None, dataset: Dataset | None = None
    ) -> Answer:
        """Answer what a user wrote, in a process of its own. FROM in the query takes the place of the union."""
        outline = check_query(query)
        union = self._union and not outline.names_dataset
        question = Question(query, media_types, union, dataset or Dataset(), limits or Limits())
        return self._sandbox.answer(question)

    def apply(self, change: Change) -> Applied:
        """Add and remove quads in one step; persons and derived links are seen to here."""
        with self._writing:
            add, private, displaced = self._part(skolemise(change.add))
            gone = [*change.remove, *displaced]
            gained, lost = refresh(self._public.quads.quads_for_pattern, add, gone)
            add, remove = self._public.effective([*add, *gained], [*gone, *lost])
            moved = self._keep_persons(private, change)
            if not add and not remove:
                return Applied(self.revision, moved=moved)
            revision = self._public.commit(add, remove, author=change.author, reason=change.reason)
            self._sandbox.follow(revision, _as_nquads(add), _as_nquads(remove))
            return Applied(revision, len(add), len(remove), moved)

    def history(self) -> Iterator[Entry]:
        """All changes of the public graph, oldest first."""
        return self._public.history()

    def warm(self) -> None:
        """Start the process that answers ad-hoc queries before somebody asks one."""
        self._sandbox.warm()

    def dump(self) -> bytes:
        """All public quads as N-Quads."""
        return self._public.quads.dump(format=ox.RdfFormat.N_QUADS) or b""

    def close(self) -> None:
        """End the query process and let go of the folder."""
        self._sandbox.close()
        with self._writing:
            self._public.close()
            self.persons.ledger.close()

    def _snapshot(self) -> Snapshot:
        return Snapshot(self.revision, self.dump())

    def _part(self, quads: list[ox.Quad]) -> tuple[list[ox.Quad], list[ox.Quad], list[ox.Quad]]:
        """What is public, what is about persons, and what a newly known name makes so that was public before."""
        directory = self.persons.directory
        is_news = directory.learn(quads)
        public, private = directory.split(quads)
        displaced = directory.split(list(self._public.quads)).private if is_news else []
        return public, private + displaced, displaced

    def _keep_persons(self, private: list[ox.Quad], change: Change) -> int:
        ledger = self.persons.ledger
        add, remove = ledger.effective(private, change.remove)
        if add or remove:
            ledger.commit(add, remove, author=change.author, reason=change.reason)
        return len(add)


def _as_nquads(quads: Sequence[ox.Quad]) -> bytes:
    return "".join(f"{quad} .\n" for quad in quads).encode()


def _prepare(path: Path) -> None:
    """Make a new folder, or see that this one is a store we can read."""
    if path.exists() and not path.is_dir():
        _refuse("%(path)s is a file, not a folder for a store.", "Give the path of a folder.", path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        version = path / "version.json"
        if version.exists():
            _check_version(path, version.read_text(encoding="utf-8"))
            version.touch()
        elif any(path.iterdir()):
            _refuse("The folder %(path)s holds other files and is no store.", "Give an empty or a new folder.", path)
        else:
            (path / "persons").mkdir(mode=0o700)
            write_safely(version, json.dumps({"format": FORMAT}))
    except OSError as error:
        raise ConfigError(
            "The store in %(path)s cannot be written to: %(detail)s.",
            hint="Give a folder that this user may write to.",
            path=path,
            detail=error.strerror or error,
        ) from error


def _check_version(path: Path, text: str) -> None:
    try:
        version = int(json.loads(text)["format"])
    except (ValueError, KeyError, TypeError):
        _refuse("%(path)s/version.json is damaged.", "Restore the store from a backup.", path)
    if version > FORMAT:
        _refuse(
            "The store in %(path)s was made by a newer version of this program.",
            "Update the program, or choose another folder.",
            path,
        )


def _open(path: Path | None) -> tuple[Ledger, PersonStore]:
    try:
        with ExitStack() as opened:
            public = Ledger(path, "graph", "changes.log", "applied")
            opened.callback(public.close)
            persons = Ledger(path, "persons", "persons.log", "persons.applied")
            opened.pop_all()
        return public, PersonStore(persons)
    except (ValueError, KeyError, SyntaxError) as error:
        raise ConfigError(
            "The change log of the store in %(path)s is damaged: %(detail)s.",
            hint="Restore the store from a backup.",
            path=path,
            detail=error,
        ) from error
    except OSError as error:
        if "/LOCK" in str(error):
            _refuse(
                "The store in %(path)s is open in another process.",
                "Stop the other one first, or use another folder with --store.",
                path,
            )
        raise ConfigError(
            "The store in %(path)s cannot be opened: %(detail)s.",
            hint="Restore it from a backup, or choose another folder.",
            path=path,
            detail=error,
        ) from error


def _refuse(message: str, hint: str, path: Path | None) -> NoReturn:
    raise ConfigError(message, hint=hint, path=path)
