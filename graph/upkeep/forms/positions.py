"""Where the wording of a passage stands in its document, for who cannot count characters."""

from __future__ import annotations

from graph.terms import OA
from graph.text import natural_number
from graph.upkeep.forms.fields import Form, Values, short_name
from graph.upkeep.forms.typed import clean

START, END = OA + "start", OA + "end"
_WORDING, _START, _END = _KEYS = tuple(map(short_name, (OA + "exact", START, END)))


def with_positions(form: Form, values: Values, seen: Values | None = None) -> Values:
    """The same values with the positions that nobody typed: from 0 unless it is said, for as long as the wording is.

    `seen`: what stood there when the form was opened; an end that was left alone follows what else was changed.
    """
    if form.field(START) is None or _WORDING not in values:
        return values
    wording, start, end = (next(iter(values.get(key, ())), "").strip() for key in _KEYS)
    same = {key: seen is not None and list(seen.get(key, ())) == list(values.get(key, ())) for key in _KEYS}
    follows = same[_END] and not (same[_WORDING] and same[_START])
    start = start or "0"
    begin = natural_number(start)
    if wording and begin is not None and (not end or follows):
        end = str(begin + len(clean(wording)))
    return {**values, _START: [start], _END: [end] if end else []} if wording else values
