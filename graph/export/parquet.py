"""A network as five Parquet tables, for what no longer fits into one machine: the arrays that gap analysis reads.

actors: number, iri, label, sector, place. ties: one row for each two actors with an existing tie, the smaller number
first. memberships and topics: actor and the number and IRI of a group or topic. dependencies: two topics that depend
on each other, once from each side, and how many actors work on either. Numbers follow the order of the IRIs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import scipy.sparse as sp

from graph.errors import ConfigError
from graph.measures.kernels.fit import either_of
from graph.network.arrays import Snapshot, take_snapshot

if TYPE_CHECKING:
    from graph.analysis import Analysis

Table = Mapping[str, Sequence[object]]


def write_parquet(analysis: Analysis, folder: Path, language: str = "de") -> None:
    """Write actors, ties, memberships, topics and dependencies (.parquet) into a folder, made if need be.

    Raises ConfigError where pyarrow is not installed, OSError for a folder that cannot be written.
    """
    parts = analysis.actors, analysis.groups, analysis.ties
    snapshot = take_snapshot(*parts, analysis.at, analysis.registry.dependencies)
    write_tables(snapshot, [analysis.actors[iri].label.in_language(language) for iri in snapshot.actors], folder)


def write_tables(snapshot: Snapshot, labels: Sequence[str], folder: Path) -> None:
    """The same of arrays; `labels` in the order of the actors."""
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise ConfigError(
            "Parquet files need the package pyarrow, which is not installed.",
            hint="Install it: pip install 'akteursnetz[parquet]'.",
        ) from error
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables(snapshot, labels).items():
        parquet.write_table(arrow.table(dict(table)), folder / f"{name}.parquet")


def tables(snapshot: Snapshot, labels: Sequence[str]) -> dict[str, Table]:
    """The columns of each table; `labels` in the order of the actors."""
    ties = sp.triu(snapshot.adjacency, 1).tocoo()
    places = snapshot.place_of.tolist() or [-1] * snapshot.size
    return {
        "actors": {
            "actor": list(range(snapshot.size)),
            "iri": list(snapshot.actors),
            "label": list(labels),
            "sector": [snapshot.sectors[place] if place >= 0 else "" for place in snapshot.sector_of.tolist()],
            "place": [snapshot.places[place] if place >= 0 else "" for place in places],
        },
        "ties": {"actor": ties.row.tolist(), "other": ties.col.tolist()},
        "memberships": _joined(snapshot.members, "group", snapshot.groups),
        "topics": _joined(snapshot.topics_of, "topic", snapshot.topics),
        "dependencies": _dependencies(snapshot),
    }


def _dependencies(snapshot: Snapshot) -> Table:
    if snapshot.depends is None:
        return {"topic": [], "other": [], "actors": []}
    found = snapshot.depends.tocoo()
    either = either_of(snapshot.topics_of, snapshot.depends)
    return {"topic": found.row.tolist(), "other": found.col.tolist(), "actors": either.tolist()}


def _joined(matrix: sp.csr_array, name: str, names: Sequence[str]) -> Table:
    cells = matrix.tocoo()
    columns = cells.col.tolist()
    return {"actor": cells.row.tolist(), name: columns, "iri": [names[place] for place in columns]}
