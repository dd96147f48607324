"""Cells that cannot be taken as they are: errors of formulas, lost letters, texts too long, missing names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.errors import DataError
from graph.load.lists.entries import CellFault
from graph.load.lists.sheet_rows import Row, SheetRows
from graph.load.spreadsheet.error_cells import NO_VALUE
from graph.load.spreadsheet.sheet import LONGEST_KEPT

LONGEST_NAME = 300
_ERROR = re.compile(
    r"#(REF|BEZUG|NAME|VALUE|WERT|DIV/0|N/A|NV|NUM|ZAHL|NULL|SPILL|ÜBERLAUF|CALC|KALK)[!?]?|Err:\d{3}|#ERR",
    re.IGNORECASE,
)
_LOST = re.compile("\ufffd|Ã[¤¶¼ŸŸ„–œ\u0084\u0096\u009c\u009f]|â€[žœ“\u009d\u0093]")
_NOT_TAKEN = frozenset({"out", "number", "x", "y"})


def faults_of_cells(sheet: SheetRows) -> Iterator[CellFault]:
    """What is wrong with the cells of a sheet that are to be taken, whatever they mean."""
    taken = [column.index for column in sheet.arrangement.columns if column.role not in _NOT_TAKEN]
    for row in sheet:
        for index in taken:
            cell = row.cells[index]
            if cell and (error := _fault_of(cell)):
                yield CellFault((sheet.name, row.number, index), error)


def fault_of_name(row: Row, index: int, name: str) -> CellFault | None:
    """What is wrong with a name: it is missing, or none."""
    if not any(map(str.isalnum, name)):
        error = DataError("A name is missing.", hint="Enter who is meant.")
    elif len(name) > LONGEST_NAME:
        error = DataError("The name is longer than %(most)s characters.", hint="Shorten it.", most=LONGEST_NAME)
    else:
        return None
    return CellFault((row.sheet.name, row.number, index), error)


def _fault_of(cell: str) -> DataError | None:
    if cell[0] in "#Ee" and (cell == NO_VALUE or _ERROR.fullmatch(cell)):
        if cell == NO_VALUE:
            return DataError(
                "A formula was never calculated.",
                hint="Enter the value itself, or save the file in a spreadsheet program.",
            )
        return DataError("A formula gives the error %(code)s.", hint="Enter the value itself.", code=cell)
    if len(cell) >= LONGEST_KEPT:
        return DataError("The text is longer than %(most)s characters.", hint="Shorten it.", most=LONGEST_KEPT - 1)
    if not cell.isascii() and _LOST.search(cell):
        return DataError(
            "Letters of “%(word)s” were lost in another program.",
            hint="Enter it as it should be, or save the list as XLSX once more.",
            word=cell[:80],
        )
    return None
