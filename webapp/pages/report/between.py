"""Between whom something is missing: the table of sectors, or of groups where the data know one sector only."""

from __future__ import annotations

from flask import url_for

from graph.report.paper import PaperSection, PaperTable, Said
from webapp.pages.gaps.matrix import Matrix, make_matrices
from webapp.pages.report.asked import Asked
from webapp.pages.report.limits import cut
from webapp.ui.language import gettext as _
from webapp.ui.page import say_number

_NOTHING = "–"


def between(asked: Asked) -> PaperSection | None:
    """The section of the matrix; None where there are no two sides."""
    found = make_matrices(asked.subject.between, most=asked.limits.sides, page=url_for("gaps.index"))
    if not found:
        return None
    matrix = found[0]
    return PaperSection(table=_table(asked, matrix), note=matrix.caption)


def _table(asked: Asked, matrix: Matrix) -> PaperTable:
    """Each pair of sides once, below the diagonal as well as above: a row can be read by itself."""
    name = asked.limits.name // 4
    head = (matrix.title, *(cut(side, name) for side in matrix.sides))
    rows = tuple(
        (
            Said(cut(side, name)),
            *(Said(say_number(cell.number), asked.full(cell.url)) if cell.number else Said(_NOTHING) for cell in cells),
        )
        for side, cells in matrix.rows
    )
    return PaperTable(_("Zahl der offenen Lücken zwischen beiden Seiten; je höher, desto mehr fehlt."), head, rows)
