"""Cells that name several: parted where the parts are known or stand alone elsewhere, else somebody is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from graph.load.lists.beside_names import name_said
from graph.load.lists.entries import Question, RowPlace
from graph.load.lists.folded import same_name, says_nothing
from graph.load.lists.indefinite import names_nobody, without_more
from graph.load.lists.looks import GROUP_LIKE
from graph.load.lists.outside_brackets import OutsideBrackets
from graph.load.lists.person_phrases import persons_of
from graph.persons.likeness import likeness

_SURE = OutsideBrackets(r"\s*(?:;|\||(?:^|\n)\s*[-•*–]\s+|•)\s*")
_LINES = OutsideBrackets(r"\s*\n\s*")
_PERHAPS = OutsideBrackets(r"\s*(?:,|\n|/|\+|&|\bund\b|\bsowie\b|\band\b)\s*")
_COMMAS = OutsideBrackets(r"\s*[,\n]\s*")
_SLASHES = OutsideBrackets(r"\s+/\s+")
_ROWS_NAMED, _TWO, _SHORT_LINE = 50, 2, 40


class Splitter:
    """Parts the cells of a column; `known` are the names that need no asking, as `same_name` has them.

    `of`: "actors" where the cells name these, "" for groups. `names_one`: each cell names one as a rule, so that
    nobody is asked of commas unless a part of the cell is known. `asks_always`: they are the names of rows, where only
    a semicolon may part, and somebody is asked unless each part is known.
    """

    def __init__(
        self,
        said: Mapping[str, tuple[str, ...]],
        known: Collection[str],
        cells: Iterable[str],
        of: str = "",
        *,
        names_one: bool = False,
        asks_always: bool = False,
    ) -> None:
        self._said, self._of, self._names_one = said, of, names_one
        self._asks_always = asks_always
        parted = [_sure_parts(cell) for cell in set(cells)]
        pieces = {piece for found in parted for piece in found}
        self._between_semicolons = {same_name(piece) for found in parted if len(found) > 1 for piece in found}
        lines = {line for piece in pieces if _are_names(found := _LINES.split(piece)) for line in found}
        alone = {same_name(piece) for piece in (*pieces, *lines) if not _PERHAPS.search(piece)}
        often = Counter(
            part
            for piece in pieces
            for part in {same_name(part) for part in _COMMAS.split(piece) if part}
            if _COMMAS.search(piece)
        )
        self._known, self._alone = known, alone | {part for part, times in often.items() if times > 1}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._asked: dict[str, list[RowPlace]] = {}
        self._answered: dict[str, list[RowPlace]] = {}

    def parts(self, cell: str, place: RowPlace) -> tuple[str, ...]:
        """What a cell names, each by itself."""
        if says_nothing(cell):
            return ()
        if cell not in self._parts:
            said = self._said.get(cell)
            self._answered |= {cell: []} if said is not None else {}
            self._parts[cell] = tuple(self._part(cell)) if said is None else _saying_something(said)
        rows = self._asked.get(cell, self._answered.get(cell))
        if rows is not None and len(rows) < _ROWS_NAMED:
            rows.append(place)
        return self._parts[cell]

    def questions(self) -> Iterator[Question]:
        """One for each text that may be one name or several; `offered` are its parts."""
        for cell, rows in self._asked.items():
            yield Question("split", cell, tuple(rows), offered=_offered(cell), must=True, scheme=self._of)

    def open_cells(self) -> frozenset[str]:
        """The texts that somebody is asked about."""
        return frozenset(self._asked)

    def answered(self) -> Iterator[Question]:
        """One for each text of which somebody said what it names."""
        for cell, rows in self._answered.items():
            said = self._said[cell]
            is_one = said == (cell,)
            offered, usual = (_offered(cell), "one") if is_one else (said, "several")
            yield Question("split", cell, tuple(rows), offered=offered, usual=usual, scheme=self._of)

    def _part(self, cell: str) -> Iterator[str]:
        if self._asks_always:
            yield from self._part_asked(cell)
            return
        for piece in [cell] if self.is_known(cell) else _sure_parts(cell):
            names, persons = _parted_from_persons(piece)
            found = self._parts_of(names)
            if found and persons:
                found[-1] += persons
            if names_nobody(piece):
                yield piece
            elif found is None:
                self._asked.setdefault(cell, [])
                yield piece
            else:
                yield from (part for part in found if not says_nothing(part))

    def _part_asked(self, cell: str) -> Iterator[str]:
        names = _saying_something(_sure_parts(cell)) if _SURE.search(cell) and not self.is_known(cell) else ()
        if len(names) > 1 and all(map(self.is_known, names)):
            yield from names
            return
        if len(names) > 1:
            self._asked.setdefault(cell, [])
        yield cell

    def _parts_of(self, piece: str) -> list[str] | None:
        """The names in a piece; None where it may be one or several."""
        if not _PERHAPS.search(piece) or self.is_known(piece):
            return [piece]
        for pattern in (_LINES, _COMMAS, _PERHAPS):
            parts = [part for part in pattern.split(piece) if part]
            names = _saying_something(parts)
            if len(parts) > 1 and (len(names) == 1 or all(map(self._stands_alone, names))):
                return list(names)
        if _are_names(lines := _LINES.split(piece)):
            return lines
        halves = _SLASHES.split(piece)
        may_be_several = bool(_COMMAS.search(piece)) or len(halves) > _TWO or any(map(self.is_known, halves))
        if self._names_one:
            may_be_several = may_be_several and any(map(self.is_known, _offered(piece)))
        return None if may_be_several and same_name(piece) not in self._between_semicolons else [piece]

    def _stands_alone(self, part: str) -> bool:
        """Whether a part is a name by itself: a known one, one like a group's, or a person's, who is asked about."""
        return self.is_known(part) or names_nobody(part) or bool(GROUP_LIKE.search(part)) or likeness(part) == "certain"

    def is_known(self, part: str) -> bool:
        """Whether a name needs no asking: it is known, or stands alone in a cell."""
        spelled = same_name(_without_brackets(part)), same_name(part)
        return any(one in self._known or one in self._alone for one in spelled)


def may_name_several(cell: str) -> bool:
    """Whether a cell has a sign that parts names and is hardly ever within one: a semicolon, a bullet."""
    return _SURE.search(cell)


def _are_names(lines: list[str]) -> bool:
    """Whether lines of a cell are a name each: three or more short ones; of two the second may go on."""
    return len(lines) > _TWO and max(map(len, lines)) <= _SHORT_LINE


def _offered(cell: str) -> tuple[str, ...]:
    """What a cell may name, each by itself."""
    sure = _sure_parts(cell)
    return _saying_something(part for one in sure for part in (_COMMAS if _COMMAS.search(one) else _SLASHES).split(one))


def _saying_something(parts: Iterable[str]) -> tuple[str, ...]:
    """Without "N.N." among names: it is nobody, and asks for no answer."""
    return tuple(part for part in parts if not says_nothing(part))


def _sure_parts(cell: str) -> list[str]:
    return [one for part in _with_persons(_SURE.split(cell)) if part for one in without_more(part)]


def _with_persons(parts: Iterable[str]) -> list[str]:
    """The parts of a cell; a person is named with whom they stand behind: `Tafel; Gesundheitsamt; Herr Ast`."""
    found = list[str]()
    for part in parts:
        if found and found[-1] and persons_of(part):
            found[-1] += f"; {part}"
        else:
            found.append(part)
    return found


def _parted_from_persons(piece: str) -> tuple[str, str]:
    """The names in a piece, and the persons and numbers behind them: they belong to the last of these names."""
    said = name_said(piece)
    is_before = bool(said.name and said.persons) and piece.startswith(said.name)
    return (said.name, piece[len(said.name) :]) if is_before else (piece, "")


def _without_brackets(part: str) -> str:
    return re.sub(r"\s*\([^()]*\)$", "", part)
