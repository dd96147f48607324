"""Where a table begins and ends: the row of its headings, what stands above it, and notes and sums below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.load.lists.contents import MAIL, is_day, is_marking, is_phone
from graph.load.lists.folded import folded
from graph.load.lists.headings import is_heading, roles_by_word
from graph.load.spreadsheet.table import Table

_LOOKED_AT = 40
_SUM = re.compile(
    r"^(?:summe|gesamt|insgesamt|total|anzahl|zwischensumme|sum|gesamtzahl|count|subtotal|anteil|quote|durchschnitt"
    r"|mittelwert|anwesend|anwesende|teilnehmende|average|share|percent)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\d+ (?:einrichtung(?:en)?|vereine?|organisation(?:en)?|institution(?:en)?|akteure?|mitglieder|partner|einträge|"
    r"adressen|träger|teilnehme(?:r|nde)|gruppen|schulen|kitas|praxen|organi[sz]ations|members|entries)"
    r"(?: insgesamt| gesamt)?",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[=:]?\s*[+-]?\d[\d.,\s]*(?:€|EUR|%)?:?")
_NOTE = re.compile(
    r"^(?:[*†‡]|\d\)|[¹²³⁰⁴-⁹]|stand\b|quelle\b|anmerkung|hinweis|legende|erläuterung|note\b|notes\b|source\b"
    r"|last updated|aktualisiert|erstellt|bearbeitet|"
    r"alle angaben|ohne gewähr|abkürzungen|x =|x:|\(c\)|©|ansprechpartner für diese liste|bitte )",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:mit )?(?:freundliche|beste|herzliche|liebe|viele|schöne|sonnige|kollegiale)[nr]? gr(?:ü|ue)(?:ß|ss)e?n?\b.*"
    r"|mfg|(?:best|kind|warm|many)? ?regards\b.*|yours (?:sincerely|faithfully).*|(?:gesendet|sent) (?:von|from) .*"
    r"|-- ?|_{5,}|-{5,}",
    re.IGNORECASE,
)
"""How a mail ends that a table was copied from."""
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""A cell of headings that only says how another is meant: "(mehrere möglich)"."""
_OF_NAMES = frozenset({"name", "group", "groups", "contact", "email", "part_of", "short"})
_LONGEST_HEADING, _LONG, _MOSTLY, _FEW = 80, 60, 0.6, 3


@dataclass(frozen=True, slots=True)
class Header:
    """The row of the headings from 0 (-1: none), the headings by column, and what stands above each of them.

    `above`: of two rows of headings the upper one ("Kontakt" over "Name" and "Telefon"), "" where there is but one.
    """

    row: int
    headings: tuple[str, ...]
    above: tuple[str, ...]


def find_header(table: Table, said: int | None = None) -> Header:
    """The headings of a table; `said` is their row where somebody said so."""
    if said is not None:
        row = said if said < len(table) else -1
        return _header(table, row, upper=-1)
    scores = {row: _score(table, row) for row in range(min(_LOOKED_AT, len(table)))}
    best = max(scores, key=lambda row: (scores[row], -row), default=-1)
    if best < 0 or scores[best] <= 0:
        return _without_known_headings(table)
    are_more = scores.get(best + 2, 0) > 0 or len(table[0]) == 1  # names that sound like headings: "Verein Nord e. V."
    goes_on = scores.get(best + 1, 0) > 0 or (best + 1 < len(table) and _parts_a_heading(table, best, best + 1))
    if not are_more and goes_on and _goes_on(table, best, best + 1):
        return _header(table, best + 1, upper=best)
    is_lower = best > 0 and _may_be_above(table, best - 1, best)
    return _header(table, best, upper=best - 1 if is_lower else -1)


def rows_aside(table: Table, header: Header, names: Sequence[int]) -> tuple[int, ...]:
    """The rows below the headings that say nothing of the table: empty ones, sums, notes, headings said again.

    `names` are the columns that name somebody in each row of the table; a row that fills none of them and stands behind
    the last that does is a note.
    """
    first = header.row + 1
    again = tuple(map(folded, header.headings))
    end = next((row for row in range(first, len(table)) if _closes(table[row])), len(table))
    last = max((row for row in range(first, end) if _is_entry(table[row], names)), default=first - 1)
    found = []
    for row in range(first, len(table)):
        cells = table[row]
        said = [cell for cell in cells if cell]
        is_remark = row == first and all(map(_REMARK.fullmatch, said))
        is_title = row == first and header.row < 0 and _is_title(table, row)
        is_note = is_remark or is_title or row > last or (len(said) == 1 and _NOTE.match(said[0])) or is_sum(said)
        if not said or is_note or (len(said) > 1 and tuple(map(folded, cells[: len(again)])) == again):
            found.append(row)
    return tuple(found)


def _closes(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell]
    return len(said) == 1 and bool(_CLOSING.fullmatch(said[0].rstrip(",! ")))


def _is_title(table: Table, row: int) -> bool:
    """Whether a row of one cell stands alone above an empty one, and what follows has more cells."""
    after = table[row + 1 : row + _LOOKED_AT]
    return sum(map(bool, table[row])) == 1 and len(after) > 1 and not any(after[0]) and any(map(_has_cells, after))


def _has_cells(cells: Sequence[str]) -> bool:
    return sum(map(bool, cells)) > 1


def _is_entry(cells: Sequence[str], names: Sequence[int]) -> bool:
    said = [cell for cell in cells if cell]
    if not any(cells[column] for column in names) or is_sum(said):
        return False
    alone = said[0] if len(said) == 1 else ""
    return not (alone and (_NOTE.match(alone) or (len(alone) > _LONG and len(cells) > 1)))


def is_sum(said: Sequence[str]) -> bool:
    """Whether the cells of a row are a sum and what it counts."""
    counts = (
        bool(said)
        and bool(_SUM.match(said[0]))
        and all(_FIGURE.fullmatch(one) or _COUNTED.fullmatch(one) for one in said[1:])
    )
    return counts or (len(said) == 1 and bool(_COUNTED.fullmatch(said[0])))


def _score(table: Table, row: int) -> float:
    """How much a row looks like headings: cells that are known as such, none that is a value, rows below it."""
    cells = [cell for cell in table[row] if cell]
    known = sum(is_heading(cell) and not _recurs(table, row, column) for column, cell in enumerate(table[row]) if cell)
    if any(MAIL.search(cell) or is_phone(cell) for cell in cells):
        return 0.0
    values = sum(_is_value(table, row, column) for column, cell in enumerate(table[row]) if cell)
    if not known or values > len(cells) / 3 or row + 1 >= len(table) + (len(cells) > 1):
        return 0.0
    if len(table[row]) == 1 and not _heads_names(cells[0]):
        return 0.0
    if len(cells) == 1:
        return 0.3 if max(len([c for c in line if c]) for line in table) == 1 or _heads_one(table, row) else 0.0
    different = len({folded(cell) for cell in cells}) / len(cells)
    return (known + 0.2 * (len(cells) - known) - values) * different + 0.5 * known / len(cells)


def _heads_names(cell: str) -> bool:
    """Whether a cell can head a column of names alone: no `Stadt (Sozialamt)`, no `Imkerverein (ruht)`, no bullet."""
    roles = roles_by_word(cell.rstrip(" :"))
    return "(" not in cell and (bool(_OF_NAMES & set(roles)) if len(cell.split()) < _FEW else is_heading(cell))


def _is_value(table: Table, row: int, column: int) -> bool:
    """Whether a cell says something itself: a mark, a sentence, or a day as they stand below it too."""
    cell = table[row][column]
    if is_day(cell):
        below = [line[column] for line in table[row + 1 : row + 6] if line[column]]
        return not below or any(map(is_day, below))
    return is_marking(cell) or (len(cell) > _LONGEST_HEADING and not is_heading(cell))


def _recurs(table: Table, row: int, column: int) -> bool:
    """Whether a cell stands in its column once more: a heading does so only where all headings are repeated."""
    cell = table[row][column]
    rows = [line for line in table[row + 1 : row + 50] if line[column] == cell]
    return any(line != table[row] for line in rows)


def _heads_one(table: Table, row: int) -> bool:
    """Whether a row of one cell heads a table of one column."""
    return all(sum(map(bool, line)) <= 1 for line in table[row + 1 : row + 6])


def _goes_on(table: Table, upper: int, lower: int) -> bool:
    """Whether the row below is a second row of headings: headings too, under empty cells, the same, or wider ones."""
    above, below = table[upper], table[lower]
    said = [cell for cell in below if cell]
    known = sum(map(is_heading, said))
    parted = [
        place for place, cell in enumerate(above) if cell and below[place] and folded(cell) != folded(below[place])
    ]
    spans = all(place + 1 < len(above) and not above[place + 1] and below[place + 1] for place in parted)
    fills = any(cell and not above[place] for place, cell in enumerate(below))
    is_headed = known >= _MOSTLY * len(said) > 0 or _parts_a_heading(table, upper, lower)
    return is_headed and spans and fills and _differs(table, lower)


def _parts_a_heading(table: Table, upper: int, lower: int) -> bool:
    """Whether the row below only says what parts headings have that are wider than a column, and names nobody.

    Above: `Organisation | Kontakt | | Mitarbeit in | `, below: ` | Name | Telefon | Sprache | Arbeit`.
    """
    above, below = table[upper], table[lower]
    first = next((place for place, cell in enumerate(above) if cell), 0)
    named = sum(bool(row[first]) for row in table[lower + 1 : lower + 6])
    places = [place for place, cell in enumerate(below) if cell]
    goes_on = {place for place in places if not above[place]}
    are_parts = all(place + 1 in goes_on if above[place] else place - 1 in places for place in places)
    return bool(goes_on) and are_parts and places[0] > first and named > 1


def _differs(table: Table, row: int) -> bool:
    """Whether the rows below say other things than this one: it is no entry itself."""
    below = table[row + 1] if row + 1 < len(table) else ()
    return not any(is_day(cell) or MAIL.search(cell) for cell in table[row]) and bool(below)


def _may_be_above(table: Table, upper: int, lower: int) -> bool:
    """Whether the row above groups the headings: fewer cells than below, none at the very left alone."""
    said = [(index, cell) for index, cell in enumerate(table[upper]) if cell]
    below = [cell for cell in table[lower] if cell]
    if not 0 < len(said) < len(below) or any(len(cell) > _LONG or is_day(cell) for _index, cell in said):
        return False
    return len(said) > 1 or said[0][0] > 0


def _header(table: Table, row: int, upper: int) -> Header:
    width = len(table[0]) if table else 0
    if row < 0:
        return Header(-1, ("",) * width, ("",) * width)
    above, last = [], ""
    for index in range(width):
        last = (table[upper][index] or last) if upper >= 0 else ""
        above.append(last)
    over = table[upper] if upper >= 0 else ("",) * width
    is_open = [not cell or bool(_REMARK.fullmatch(cell)) for cell in table[row]]
    headings = tuple((over[place] if is_open[place] else "") or cell for place, cell in enumerate(table[row]))
    return Header(row, headings, tuple(above))


def _without_known_headings(table: Table) -> Header:
    """A table whose headings are no words of ours: the first full row, if the rows below it look different."""
    width = max((sum(map(bool, row)) for row in table), default=0)
    full = [row for row in range(min(_LOOKED_AT, len(table))) if sum(map(bool, table[row])) >= max(2, 0.6 * width)]
    if not full or width < 2:  # noqa: PLR2004 - one column of names alone
        return _header(table, -1, -1)
    first = full[0]
    return _header(table, first if _stands_out(table, first) else -1, -1)


def _stands_out(table: Table, row: int) -> bool:
    """Whether values are below a cell that is none itself, in some column."""
    below = table[row + 1 : row + 11]

    def is_value(cell: str) -> bool:
        return (
            bool(MAIL.search(cell))
            or is_day(cell)
            or is_marking(cell)
            or cell.replace(",", "").replace(".", "").isdigit()
        )

    if any(is_value(cell) for cell in table[row]):
        return False
    return any(
        table[row][column] and sum(is_value(line[column]) for line in below if line[column]) > len(below) / 3
        for column in range(len(table[row]))
    ) or (bool(below) and not table[row][0] and all(table[row][1:]))
