from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from flask_babel import get_translations

from webapp.ui import language
from webapp.ui.language import gettext

PAGE = "{{ _('Netzwerk') }} {{ ngettext('%(num)s Fund', '%(num)s Funde', 2) }}"


def test_the_catalogue_of_a_language_is_found_once_in_each_request(
    magdeburg_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[object] = []

    def find() -> object:
        found.append(get_translations())
        return found[-1]

    monkeypatch.setattr(language, "get_translations", find)
    said = []
    for address in ("/?lang=en", "/?lang=de"):
        with magdeburg_app.test_request_context(address):
            said += [render_template_string(PAGE), gettext("Netzwerk"), gettext("%(number)s Quirx", number=3)]
    assert said == ["Network 2 Funde", "Network", "3 Quirx", "Netzwerk 2 Funde", "Netzwerk", "3 Quirx"]
    assert len(found) == 2


def test_outside_of_any_request_a_sentence_is_as_it_was_written() -> None:
    assert gettext("Netzwerk") == "Netzwerk"
