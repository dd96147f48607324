"""`/auswertung`: what can be counted in the network, and what each number means."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp import views_measure
from webapp.current import get_analysis
from webapp.views_figure import network_figures

blueprint = Blueprint("measures", __name__)


@blueprint.get("/auswertung")
def show() -> ResponseReturnValue:
    """The figures of the network, and who stands out in it."""
    analysis = get_analysis()
    return render_template(
        "measures/show.html",
        figures=network_figures(analysis),
        brokers=views_measure.top_by_brokerage(analysis),
        connected=views_measure.top_by_degree(analysis),
        indispensable=views_measure.indispensable(analysis),
        sectors=views_measure.sector_lines(analysis),
        is_estimate=analysis.measures.is_estimate,
    )
