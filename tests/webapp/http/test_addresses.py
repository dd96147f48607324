from __future__ import annotations

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule

from webapp.http.addresses import prepare_addresses


def test_a_link_is_prepared_when_it_is_written_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared: list[str] = []
    compile_builder = Rule._compile_builder  # noqa: SLF001 - what a start shall not do

    def note(rule: Rule, append_unknown: bool = True) -> object:  # noqa: FBT001, FBT002 - as it is replaced
        prepared.append(rule.rule)
        return compile_builder(rule, append_unknown)

    app = Flask("webapp")
    prepare_addresses(app)
    monkeypatch.setattr(Rule, "_compile_builder", note)
    app.add_url_rule("/akteure/<slug>", "actor")
    app.add_url_rule("/karte", "map")
    assert prepared == []
    with app.test_request_context():
        links = [url_for("actor", slug="ägl/x", rule="y"), url_for("actor", slug="b")]
    assert links == ["/akteure/%C3%A4gl/x?rule=y", "/akteure/b"]
    assert prepared == ["/akteure/<slug>"]
