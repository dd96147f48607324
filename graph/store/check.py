"""All of a store is looked at and nothing in it is changed: logs, markers, index, engine and persons."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.errors import ConfigError, NetworkError
from graph.store.contents import holds_what_log_says
from graph.store.faults import HINTS, Fault
from graph.store.folder import check_folder, opened_ledgers, persons_files, public_files, survey_folder
from graph.store.parts import strangers_in
from graph.store.snapshot import copy_store


def check_store(path: Path, *, source: Path | None = None) -> list[Fault]:
    """What is wrong with a store, [] for nothing. O(all changes), and as much room as the store has.

    `source`: a snapshot of it, when a service has it open. Raises ConfigError when there is no store.
    """
    check_folder(path)
    faults = [survey.fault for survey in survey_folder(path, whole=True) if survey.fault]
    if faults:
        return faults
    with TemporaryDirectory(prefix="akteursnetz-check-") as folder:
        copy = Path(folder) / "store"
        try:
            copy_store(source or path, copy)
            return [*check_contents(copy), *_unknown(path)]
        except ConfigError as error:
            return [Fault(error.template, "engine", error.values)]
        except (shutil.Error, OSError) as error:
            raise ConfigError(
                "The store in %(path)s cannot be copied to be checked: %(detail)s.",
                hint="Make room in the folder for temporary files, or name another one in TMPDIR.",
                path=path,
                detail=error,
            ) from error


def check_contents(copy: Path) -> list[Fault]:
    """Open a copy that may be changed, and compare both engines with their logs. Raises ConfigError if it cannot be."""
    faults = []
    with opened_ledgers(copy) as ledgers:
        for files, ledger in zip((public_files(copy), persons_files(copy)), ledgers, strict=True):
            try:
                is_same = holds_what_log_says(ledger.quads, files.log, ledger.log)
            except (OSError, RuntimeError, SyntaxError, NetworkError):
                is_same = False
            if not is_same:
                values = {"file": files.engine_name, "log": files.log_name}
                faults.append(Fault("The folder %(file)s does not hold what %(log)s says.", "engine", values))
    return faults


def _unknown(path: Path) -> list[Fault]:
    names = strangers_in(path)
    if not names:
        return []
    return [
        Fault("No backup has these files, which belong to nothing: %(names)s.", "files", {"names": ", ".join(names)})
    ]


def hint_of(fault: Fault) -> str:
    """What mends it, in English."""
    return HINTS[fault.mend]
