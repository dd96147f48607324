"""Keeps the model and the slow results beside the store, and takes them up at the next start.

They are of one revision of one history: the log's checksum says which. What was changed since then is followed, as
while the service runs; results of another revision or day are former ones, and computed anew beside.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from graph.analysis import analyses_at_hand, take_up_analysis
from graph.cache.beside import Results
from graph.network.model_reader import model_at_hand, take_up_model
from graph.network.reading import Model
from graph.paths import ONTOLOGY
from graph.period import today
from graph.protocol import Store
from graph.query.memory_copy import model_revision
from graph.query.rule_folders import rule_folders
from graph.rdf.mappings import mapping_folders
from graph.resume.file import read_file, write_file

NAME = "computed.resume"
_WANTED = frozenset({"measures", "recorded", "statistical"})


def keep(store: Store) -> bool:
    """Keep what is known of the present revision; whether there was something to keep and a place for it.

    Where not all slow results are there, the latest ones are kept as former ones, and the model all the same.

    Raises OSError for a full disk. About a second for 10,000 actors.
    """
    revision = model_revision(store)
    mark, model = store.mark_of(revision), model_at_hand(store)
    if store.folder is None or mark is None or model is None:
        return False
    results = {key: _kept(analysis.results) for key, analysis in analyses_at_hand(store)}
    if revision != model_revision(store) or (not results and (store.folder / NAME).exists()):
        return False  # what was kept before has results, and is followed from there
    about = {**_program(store), "revision": revision, "mark": mark, "day": today().isoformat()}
    write_file(store.folder / NAME, about, (model, results))
    return True


def _kept(results: Results) -> tuple[dict[str, Any], bool]:
    """The slow results, and whether they are all there and of the present state."""
    made = results.made_values
    return (made, True) if made.keys() >= _WANTED else (results.known, False)


def resume(store: Store) -> bool:
    """Take up what was kept, unless it is of another history, program or set of rules; whether there was something."""
    if store.folder is None:
        return False
    found = read_file(store.folder / NAME, _program(store))
    if found is None:
        return False
    about, objects = found
    if not _is_sound(about, objects):
        return False
    (model, results), revision = objects, about["revision"]
    if store.mark_of(revision) != about["mark"] or not take_up_model(store, model, revision):
        return False
    is_right = revision == model_revision(store) and about["day"] == today().isoformat()
    for key, (values, are_all) in results.items():
        take_up_analysis(store, key, values, is_right=is_right and are_all)
    return True


def _is_sound(about: dict[str, Any], objects: Any) -> bool:
    """Whether a file that says to be of this program holds what this program writes."""
    is_head = isinstance(about.get("revision"), int) and isinstance(about.get("mark"), str) and "day" in about
    is_pair = isinstance(objects, tuple) and len(objects) == len(("model", "results"))
    return is_head and is_pair and isinstance(objects[0], Model) and isinstance(objects[1], dict)


def _program(store: Store) -> dict[str, Any]:
    """What the results depend on beside the data: our code, the ontology, the rules."""
    folders = {"rules": rule_folders(store), "mappings": mapping_folders()}
    digests = {name: _digest(file for folder in those for file in _files(folder)) for name, those in folders.items()}
    return {"program": _code(), **digests}


@cache
def _code() -> str:
    package = Path(__file__).parents[1]
    return _digest([*sorted(package.rglob("*.py")), *_files(ONTOLOGY)])


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _digest(files: Any) -> str:
    found = hashlib.sha256()
    for file in files:
        found.update(str(file.name).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()
