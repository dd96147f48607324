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
from graph.network.arrays import Arrays

if TYPE_CHECKING:
    from graph.analysis import Analysis

Table = Mapping[str, Sequence[object]]


def write_parquet(analysis: Analysis, folder: Path, language: str = "de") -> None:
    """Write actors, ties, memberships, topics and dependencies (.parquet) into a folder, made if need be.

    Raises ConfigError where pyarrow is not installed, OSError for a folder that cannot be written.
    """
    arrays = analysis.arrays
    write_tables(arrays, [analysis.actors[iri].label.in_language(language) for iri in arrays.actors], folder)


def write_tables(arrays: Arrays, labels: Sequence[str], folder: Path) -> None:
    """The same of arrays; `labels` in the order of the actors."""
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise ConfigError(
            "Parquet files need the package pyarrow, which is not installed.",
            hint="Install it: pip install 'akteursnetz[parquet]'.",
        ) from error
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables(arrays, labels).items():
        parquet.write_table(arrow.table(dict(table)), folder / f"{name}.parquet")


def tables(arrays: Arrays, labels: Sequence[str]) -> dict[str, Table]:
    """The columns of each table; `labels` in the order of the actors."""
    ties = sp.triu(arrays.adjacency, 1).tocoo()
    districts = arrays.district_of.tolist() or [-1] * arrays.size
    return {
        "actors": {
            "actor": list(range(arrays.size)),
            "iri": list(arrays.actors),
            "label": list(labels),
            "sector": [arrays.sectors[index] if index >= 0 else "" for index in arrays.sector_of.tolist()],
            "place": [arrays.districts[index] if index >= 0 else "" for index in districts],
        },
        "ties": {"actor": ties.row.tolist(), "other": ties.col.tolist()},
        "memberships": _joined(arrays.members, "group", arrays.groups),
        "topics": _joined(arrays.topics_of, "topic", arrays.topics),
        "dependencies": _dependencies(arrays),
    }


def _dependencies(arrays: Arrays) -> Table:
    if arrays.depends is None:
        return {"topic": [], "other": [], "actors": []}
    found = arrays.depends.tocoo()
    either = either_of(arrays.topics_of, arrays.depends)
    return {"topic": found.row.tolist(), "other": found.col.tolist(), "actors": either.tolist()}


def _joined(matrix: sp.csr_array, name: str, names: Sequence[str]) -> Table:
    cells = matrix.tocoo()
    columns = cells.col.tolist()
    return {"actor": cells.row.tolist(), name: columns, "iri": [names[index] for index in columns]}
