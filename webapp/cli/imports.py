"""The command `import`: a list becomes a network, or changes one; what only a person can say stands in a file."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import DataInvalid
from webapp.cli.console import _, filled, ngettext, say, say_share
from webapp.cli.list_questions import in_words, property_word, say_questions, with_usual_answers
from webapp.cli.stores import opened, read_bytes

if TYPE_CHECKING:
    from graph.load.lists.answers import Answers
    from graph.load.lists.entries import ListReading
    from graph.load.spreadsheet.statements import NewNetwork
    from graph.load.spreadsheet.table import Tables
    from graph.protocol import Change, Store
    from graph.upkeep.lists.difference import FieldChange, ListDifference, ListSums
    from graph.upkeep.lists.taken import Taken

NAMED_MOST = 20
_AUTHOR = "akteursnetz import"


def import_list(options: Namespace) -> int:
    """Read a list in; 1 where something has to be mended or answered first, and nothing is stored then."""
    from graph.load.list_files import tables_of_files  # noqa: PLC0415 - brings the readers of workbooks

    path, *others = map(Path, filter(None, (options.file, options.second)))
    tables = tables_of_files([(one.name, read_bytes(one)) for one in (path, *others)])
    with opened(options, must_exist=False) as store:
        job = _Job(options, store, tables, path.name)
        reading = job.read()
        _say_left_out(reading)
        if options.write_mapping:
            _write_mapping(Path(options.write_mapping), job.answers, reading)
        if not reading.is_complete:
            _say_faults(reading)
            say_questions(reading, only_open=True)
            say(_("Nichts wurde gespeichert."))
            return 1
        say_questions(reading, only_open=False)
        job.compare(reading)
        if options.dry_run:
            say(_("Nur geprüft: Nichts wurde gespeichert."))
            return 0
        change = job.change(reading)
        del job, reading, tables  # 300 MB of a list of 100,000 rows, which storing it can do without
        return _store(store, change)


class _Job:
    """One list on its way into a store."""

    def __init__(self, options: Namespace, store: Store, tables: Tables, file: str) -> None:
        self._options, self._store, self._tables, self._file = options, store, tables, file
        self._slug = _slug_of(options)
        self._taken: Taken | None = None
        self.answers = self._answers()

    def read(self) -> ListReading:
        """What the list says, beside whom the network knows."""
        from graph.load.lists.read import read_list  # noqa: PLC0415
        from graph.network.tie_kinds import tie_kinds  # noqa: PLC0415
        from graph.upkeep.lists.known import known_actors, known_districts, known_topics  # noqa: PLC0415

        known, topics = known_actors(self._store, self._slug), known_topics(self._store)
        kinds, districts = tie_kinds(self._store).joining_actors, known_districts(self._store)
        return read_list(self._tables, self.answers, known, kinds, say_share, topics=topics, districts=districts)

    def compare(self, reading: ListReading) -> None:
        """Say what it comes to."""
        from graph.upkeep.lists.compare import difference_of, take  # noqa: PLC0415
        from graph.upkeep.lists.hidden_names import HIDDEN  # noqa: PLC0415

        self._taken = take(self._store, self._slug, reading, self.answers)
        found = difference_of(self._taken, reading, self.answers)
        say(sum_in_words(found.sums))
        for line in _some(
            [_("Nicht übernommen: %(what)s. %(why)s") % {"what": name, "why": _(HIDDEN)} for name in found.hidden]
        ):
            say(line)
        if found.elsewhere:
            say(
                _("Bei %(number)d Akteuren steht ein anderer Ort: Ist das die Liste einer anderen Stadt?")
                % {"number": found.elsewhere}
            )
        _say_fields(found)
        _say_gone(found, self.answers)
        self._check_hidden(reading)

    def change(self, reading: ListReading) -> Change | None:
        """What is to be stored of what was compared."""
        from graph.upkeep.lists.take_over import change_of_list  # noqa: PLC0415

        return change_of_list(
            self._store, self._target(), reading, self.answers, _AUTHOR, file=self._file, taken=self._taken
        )

    def _check_hidden(self, reading: ListReading) -> None:
        """Raise DataInvalid (422) where persons would hide much that is public, and nobody said that they may."""
        from graph.upkeep.hidden_by_persons import MANY, hidden_by_persons, named_persons  # noqa: PLC0415

        names = named_persons(reading, self.answers)
        hidden = 0 if self._options.hide else hidden_by_persons(self._store, names)
        if hidden >= MANY:
            raise DataInvalid(
                "As persons, %(names)s would hide %(number)s public statements that name them.",
                hint="Leave out who is no person, or give --hide.",
                names=", ".join(names[:NAMED_MOST]),
                number=hidden,
            )

    def _target(self) -> NewNetwork | str:
        from graph.load.spreadsheet.statements import NewNetwork  # noqa: PLC0415

        network: str = self._options.network
        return network or NewNetwork(" ".join(self._options.name.split()), "", self._file)

    def _answers(self) -> Answers:
        """Those of the file, or else those that were remembered; what to do with what is gone is said each time."""
        from graph.load.list_files import arrangement_of  # noqa: PLC0415
        from graph.load.lists.answers import Answers  # noqa: PLC0415
        from graph.load.lists.answers_json import answers_from_json  # noqa: PLC0415
        from graph.load.lists.read import arranged_by_itself  # noqa: PLC0415
        from graph.upkeep.lists.remembered import remembered  # noqa: PLC0415

        if self._options.mapping:
            answers = answers_from_json(read_bytes(Path(self._options.mapping)).decode("utf-8", errors="replace"))
        elif arranged := arrangement_of(self._tables):
            answers = Answers(sheets=arranged)
        else:
            answers = remembered(self._store, arranged_by_itself(self._tables), self._slug) or Answers()
        gone, day = self._options.gone, self._options.ended_on
        return replace(answers, gone=gone or answers.gone, ended_on=day or answers.ended_on)


def _store(store: Store, change: Change | None) -> int:
    applied = store.apply(change) if change else None
    if applied is None or not applied.added + applied.removed + applied.moved:
        say(_("Die Liste sagt nichts Neues: 0 Änderungen."))
        return 0
    say(_("Gespeichert als Änderung %(revision)d.") % {"revision": applied.revision})
    return 0


def _slug_of(options: Namespace) -> str:
    """The code of the network that is meant. Raises DataInvalid (422) where none is, or two are."""
    from graph.text import slug_for  # noqa: PLC0415

    if bool(options.network) == bool(options.name):
        raise DataInvalid(
            "It is not said into which network the list goes.",
            hint="Give --network SLUG for one that there is, or --name NAME for a new one.",
        )
    return options.network or slug_for(options.name)


def sum_in_words(sums: ListSums) -> str:
    """How much there is, and what that does to the network, as the page of a list says it."""
    from webapp.ui.list_sums import Words, changes_in_words, sums_in_words  # noqa: PLC0415

    words = Words(_, ngettext)
    return "\n".join(f"{said}." for said in (sums_in_words(sums, words), changes_in_words(sums, words)) if said)


def _say_left_out(reading: ListReading) -> None:
    for one in reading.left_out:
        values = {"sheet": one.sheet, "what": in_words(one.what), "why": _(one.reason)}
        say(_("Nicht übernommen (Blatt %(sheet)s): %(what)s. %(why)s") % values)


def _say_faults(reading: ListReading) -> None:
    for one in reading.faults[:NAMED_MOST]:
        sheet, row, column = one.place
        values = {"sheet": sheet, "row": row + 1, "column": column + 1}
        sentences = [filled(text, one.error.values) for text in (one.error.template, one.error.hint_template) if text]
        say(_("Blatt %(sheet)s, Zeile %(row)d, Spalte %(column)d:") % values + " " + " ".join(sentences), sys.stderr)
    if len(reading.faults) > NAMED_MOST:
        say(_("… und %(number)d weitere.") % {"number": len(reading.faults) - NAMED_MOST}, sys.stderr)


def _say_fields(found: ListDifference) -> None:
    for line in _some([_field_in_words(one) for one in found.fields]):
        say(line)


def _field_in_words(one: FieldChange) -> str:
    """What becomes of a field: both values, and whose stands."""
    nothing = _("nichts")
    values = {
        "label": one.label,
        "what": property_word(one.property),
        "before": "; ".join(one.before) or nothing,
        "after": "; ".join(one.after) or nothing,
    }
    said = {
        "changed": _("Geändert: %(label)s, %(what)s: %(before)s → %(after)s"),
        "kept": _("Von Hand geändert und so gelassen: %(label)s, %(what)s: %(before)s (Liste: %(after)s)"),
        "conflict": _("In Liste und Netzwerk geändert: %(label)s, %(what)s: %(before)s (Liste: %(after)s)"),
    }[one.outcome]
    return said % values


def _say_gone(found: ListDifference, answers: Answers) -> None:
    said = {
        "leave": _("Nicht mehr in der Liste, bleibt: %(label)s"),
        "end": _("Nicht mehr in der Liste, endet: %(label)s"),
        "delete": _("Nicht mehr in der Liste, wird gelöscht: %(label)s"),
    }
    lines = []
    for one in found.gone:
        stays = (answers.gone == "delete" and one.held_by) or (answers.gone == "end" and one.kind == "actor")
        lines.append(said["leave" if stays else answers.gone] % {"label": one.label})
    for line in _some(lines):
        say(line)


def _some(lines: Sequence[str]) -> Iterator[str]:
    """Of many lines the first."""
    yield from lines[:NAMED_MOST]
    if len(lines) > NAMED_MOST:
        yield _("… und %(number)d weitere.") % {"number": len(lines) - NAMED_MOST}


def _write_mapping(path: Path, answers: Answers, reading: ListReading) -> None:
    """Write what is known of the list into a file, to be completed."""
    from graph.load.lists.answers_json import answers_to_json  # noqa: PLC0415

    path.write_text(answers_to_json(with_usual_answers(answers, reading)) + "\n", encoding="utf-8")
    say(_("Geschrieben: %(path)s") % {"path": path})
