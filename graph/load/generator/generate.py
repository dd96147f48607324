"""Synthetic networks with planted gaps, for benchmarks and for measuring gap analysis (`akteursnetz generate`).

A network is made of arrays (`generate_network`), gets its gaps (`generate_plant`), and is written by lines. The
same numbers and seed give the same bytes with the same version of numpy. No name is anybody's, and there are no
persons.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from graph.errors import ConfigError
from graph.libraries import np
from graph.load.generator.describe import describe
from graph.load.generator.findings import InventedRecord, records
from graph.load.generator.network import draw_actors, draw_groups, draw_ties
from graph.load.generator.paths import SLUG
from graph.load.generator.plant import Planted, isolated_actors, plant
from graph.load.generator.truth import Truth, truth_of
from graph.load.generator.write import QuadWriter, StatementWriter, TurtleWriter
from graph.terms import BASE

LEAST_ACTORS = 30
DEGREE = 10.0
GRAPH = f"{BASE}{SLUG}/graph/erzeugt"

_WRITERS: dict[str, Callable[[TextIO], StatementWriter]] = {
    ".ttl": TurtleWriter,
    ".nt": QuadWriter,
    ".nq": lambda out: QuadWriter(out, GRAPH),
}


@dataclass(frozen=True, slots=True)
class Generated:
    """What was written: the number of statements and of actors, and what is missing from the network."""

    statements: int
    actors: int
    truth: Truth


def generate(path: Path, *, actors: int, seed: int = 0, degree: float = DEGREE, silo_left: float = 0.0) -> Generated:
    """Write a network into a `.ttl`, `.nt` or `.nq` file.

    Args:
        path: the file, overwritten if it exists.
        actors: how many, at least 30.
        seed: another one gives another network of the same nature.
        degree: interfaces per actor on average, in every state, before gaps are planted.
        silo_left: the share of its ties that a silo cell keeps, 0 to 1.

    Raises ConfigError for numbers out of range and for a file that cannot be written. 100,000 actors with ten
    interfaces each (7.8 million statements, 78 per actor) take 20 s and 230 MB as N-Quads.
    """
    _check_file(path)
    _check_numbers(actors, seed, degree, silo_left)
    rng = np.random.default_rng(seed)
    everyone = draw_actors(rng, actors, len(isolated_actors(actors)))
    groups = draw_groups(rng, everyone)
    planted = plant(rng, everyone, groups, draw_ties(rng, everyone, groups, degree), silo_left)
    said = records(planted, rng)
    return Generated(_write(path, planted, said, rng), actors, truth_of(planted, said, seed))


def write_truth(path: Path, truth: Truth) -> None:
    """Write what is missing into a JSON file. Raises ConfigError when it cannot be written."""
    try:
        path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise _unwritable(path, error) from error


def _write(path: Path, planted: Planted, said: Sequence[InventedRecord], rng: np.random.Generator) -> int:
    try:
        with path.open("w", encoding="utf-8", newline="\n", buffering=1 << 20) as out:
            writer = _WRITERS[path.suffix.lower()](out)
            describe(writer, planted, rng)
            for record in said:
                writer.write(record.path, *record.statements)
            return writer.count
    except OSError as error:
        raise _unwritable(path, error) from error


def _check_file(path: Path) -> None:
    if path.suffix.lower() not in _WRITERS:
        raise ConfigError(
            "%(file)s has an ending that networks are not written in.",
            hint="These endings are known: %(known)s.",
            file=path,
            known=", ".join(_WRITERS),
        )


def _check_numbers(actors: int, seed: int, degree: float, silo_left: float) -> None:
    if seed < 0:
        raise ConfigError("The seed %(seed)s is negative.", hint="Give a whole number from 0 up.", seed=seed)
    if actors < LEAST_ACTORS:
        raise ConfigError(
            "A network of %(actors)s actors is too small to have gaps planted in it.",
            hint="Ask for %(least)s or more.",
            actors=actors,
            least=LEAST_ACTORS,
        )
    if not (1 <= degree <= actors / 4 and 0 <= silo_left <= 1):
        raise ConfigError(
            "A network of %(actors)s actors cannot be drawn with %(degree)s interfaces per actor, %(left)s of them "
            "left in silo cells.",
            hint="Interfaces per actor are 1 to a quarter of the actors, the share left is 0 to 1.",
            actors=actors,
            degree=degree,
            left=silo_left,
        )


def _unwritable(path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        "%(path)s cannot be written: %(reason)s.",
        hint="Choose another place.",
        path=path,
        reason=error.strerror or error,
    )
