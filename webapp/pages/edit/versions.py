"""An entry that somebody else has changed since its form was opened: both versions, field by field."""

from __future__ import annotations

from flask import Response

from graph.upkeep.forms.entry import ResourceEntry, values_of
from webapp.pages.edit.page import FormPage, TwoVersions, show
from webapp.ui.context import get_store
from webapp.ui.language import say


def both_versions(page: FormPage, entry: ResourceEntry) -> Response:
    """What is stored by now beside what was typed, field by field; nothing of either is lost."""
    now = values_of(get_store(), page.form, entry)
    page.versions = [one for one in _versions(page, now) if one.before != one.now]
    mine = {one.key for one in page.form.fields if page.values[one.key] != page.seen[one.key]}
    page.values = {key: page.values[key] if key in mine else now[key] for key in now}
    page.seen, page.fingerprint, page.status = now, entry.fingerprint, 409
    return show(page)


def _versions(page: FormPage, now: dict[str, list[str]]) -> list[TwoVersions]:
    labels = {choice.iri: say(choice.label) for one in page.form.fields for choice in one.choices}

    def text(values: list[str]) -> str:
        return ", ".join(labels.get(one, one) for one in values)

    return [
        TwoVersions(
            one,
            text(list(page.seen[one.key])),
            text(now[one.key]),
            text(list(page.values[one.key])),
            is_disputed=page.values[one.key] != page.seen[one.key] != now[one.key] != page.values[one.key],
        )
        for one in page.form.fields
    ]
