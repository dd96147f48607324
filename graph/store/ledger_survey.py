"""What is found in the folder of a ledger before anything in it is opened: marker, log and engine, compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from graph.store.change_log import index_path
from graph.store.engine import engine_fault
from graph.store.faults import Fault
from graph.store.log_survey import LogSurvey, survey_log
from graph.store.marker import Marker, read_marker


@dataclass(frozen=True, slots=True)
class LedgerFiles:
    """The names of a ledger's parts in its folder."""

    folder: Path
    engine_name: str
    log_name: str
    marker_name: str

    @property
    def engine(self) -> Path:
        """The folder of the engine."""
        return self.folder / self.engine_name

    @property
    def log(self) -> Path:
        """The log of changes."""
        return self.folder / self.log_name

    @property
    def marker(self) -> Path:
        """The marker of what the engine has saved."""
        return self.folder / self.marker_name

    @property
    def index(self) -> Path:
        """The index of the log."""
        return index_path(self.log)


@dataclass(frozen=True, slots=True)
class LedgerSurvey:
    """What a ledger's folder holds, and the first thing that is wrong with it."""

    marker: Marker | None = None
    log: LogSurvey = field(default_factory=LogSurvey)
    fault: Fault | None = None


def survey_ledger(files: LedgerFiles, *, part_of: int | None = None, whole: bool = False) -> LedgerSurvey:
    """Compare marker, log and engine; nothing is changed. O(changes after the marker), O(log) for the `whole`."""
    try:
        marker = read_marker(files.marker)
    except ValueError:
        return LedgerSurvey(fault=Fault("%(file)s is damaged.", "engine", {"file": files.marker}))
    log = survey_log(files.log, files.index, marker, part_of=part_of, whole=whole)
    return LedgerSurvey(marker, log, log.fault or engine_fault(files.engine, marker, log.last.revision))
