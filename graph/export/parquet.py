"""A network as five Parquet tables, for what no longer fits into one machine: the arrays that gap analysis reads.

actors: number, iri, label, sector, place. ties: one row for each two actors with an existing tie, the smaller number
first. memberships and topics: actor and the number and IRI of a group or topic. dependencies: two topics that depend
on each other, once from each side, and how many actors work on either. Numbers follow the order of the IRIs.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from graph.errors import ConfigError
from graph.export.content import Content
from graph.libraries import sp
from graph.measures.kernels.fit import either_of
from graph.network.arrays import Arrays, make_arrays

Table = Mapping[str, Sequence[object]]


def write(content: Content) -> bytes:
    """The five tables in one packed file. Raises ConfigError where pyarrow is not installed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, table in _packed_tables(*_arrays_of(content)).items():
            packed.writestr(name, table)
    return out.getvalue()


def write_parquet(content: Content, folder: Path) -> None:
    """The five tables as files in a folder, made if need be.

    Raises ConfigError where pyarrow is not installed, OSError for a folder that cannot be written.
    """
    write_tables(*_arrays_of(content), folder)


def write_tables(arrays: Arrays, labels: Sequence[str], folder: Path) -> None:
    """The same of arrays; `labels` in the order of the actors."""
    found = _packed_tables(arrays, labels)
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in found.items():
        (folder / name).write_bytes(table)


def _arrays_of(content: Content) -> tuple[Arrays, list[str]]:
    """The actors, groups and ties of a content as gap analysis reads them, and the labels of the actors."""
    analysis, labels = content.analysis, {node.iri: node.label for node in content.nodes}
    shown = {edge.tie for edge in content.edges}
    arrays = make_arrays(
        {iri: actor for iri, actor in analysis.actors.items() if iri in labels},
        {iri: group for iri, group in analysis.groups.items() if iri in labels},
        [tie for tie in analysis.ties if tie.iri in shown],
        states=analysis.states,
        at=analysis.at,
        depends=analysis.model.dependencies,
        joining=analysis.model.joining,
        broader=analysis.model.broader,
    )
    return arrays, [labels[iri] for iri in arrays.actors]


def _packed_tables(arrays: Arrays, labels: Sequence[str]) -> dict[str, bytes]:
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise ConfigError(
            "Parquet files need the package pyarrow, which is not installed.",
            hint="Install it: pip install 'akteursnetz[parquet]'.",
        ) from error
    files: dict[str, bytes] = {}
    for name, table in tables(arrays, labels).items():
        out = io.BytesIO()
        parquet.write_table(arrow.table(dict(table)), out)
        files[f"{name}.parquet"] = out.getvalue()
    return files


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
