"""`/healthz` and `/metrics`: for programs that watch over the service. Nothing about the network itself.

Metrics are for whoever has the right to them, even on loopback: a proxy that adds no headers would lend its
address to strangers.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from flask import Response, current_app, jsonify, make_response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import CollectorRegistry, GaugeMetricFamily
from prometheus_client.registry import Collector

from graph.errors import StoreUnavailable
from graph.protocol import Condition
from webapp.accounts.identity import require
from webapp.accounts.reading import hidden_networks
from webapp.http.damage import noted_damage
from webapp.http.request_figures import EXTENSION, RequestFigures
from webapp.ui.context import whole_store
from webapp.ui.freshness import keep_out_of_caches


def health() -> Response:
    """200 when the store answers and a change could be kept; else 503 (StoreUnavailable) with what is wrong.

    To who may read everything it says the revision: to others that would tell when closed networks change.
    """
    store = whole_store()
    fault = noted_damage(current_app) or store.condition().fault
    if fault is not None:
        raise StoreUnavailable(fault.template, hint=fault.hint_template, **fault.values)
    said = {} if hidden_networks() else {"revision": store.revision}
    return keep_out_of_caches(make_response(jsonify(status="ok", **said)))


def metrics() -> Response:
    """All figures in Prometheus' text form. Raises Unauthorized (401) or Forbidden (403)."""
    require("metrics")
    figures: RequestFigures = current_app.extensions[EXTENSION]
    now = CollectorRegistry()
    condition = whole_store().condition()
    condition = replace(condition, fault=noted_damage(current_app) or condition.fault)
    now.register(_OfTheStore(whole_store().revision, condition))
    text = generate_latest(figures.registry) + generate_latest(now)
    return keep_out_of_caches(Response(text, content_type=CONTENT_TYPE_LATEST))


class _OfTheStore(Collector):
    """The figures of a store at one moment; what it does not know is left out."""

    def __init__(self, revision: int, condition: Condition) -> None:
        self._revision, self._condition = revision, condition

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each figure once."""
        condition = self._condition
        age = None if condition.backup is None else max(0.0, time.time() - condition.backup)
        figures = (
            ("revision", "Number of the last change of the public statements.", self._revision),
            ("writable", "1 when a change could be kept now, else 0.", int(condition.fault is None)),
            ("statements", "Public statements.", condition.statements),
            ("queries_at_work", "Queries that a child process is answering.", condition.queries),
            ("disk_free_bytes", "Room on the disk of the store.", condition.free_bytes),
            ("backup_age_seconds", "Time since the last backup.", age),
        )
        for name, meaning, value in figures:
            if value is not None:
                yield GaugeMetricFamily(f"akteursnetz_{name}", meaning, value=value)
