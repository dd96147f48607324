"""The map of the paper: names can be read at the width of a page, and cover nothing."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.analysis import analysis_for
from graph.model import STATES
from webapp.pages.map.download.covering import covering
from webapp.pages.map.download.shelf import without_shelf
from webapp.pages.map.picture import make_picture
from webapp.pages.report.paper_map import fitted, points_on_paper
from webapp.ui.context import EXTENSION


@pytest.mark.parametrize("network", ["magdeburg", "musterstadt"])
@pytest.mark.parametrize("is_crowded", [False, True])
def test_each_is_named_so_that_it_can_be_read(two_networks: FlaskClient, network: str, *, is_crowded: bool) -> None:
    app = two_networks.application
    with app.test_request_context(f"/bericht?netz={network}"):
        whole = make_picture(analysis_for(app.extensions[EXTENSION], network, STATES), "de", linked=False)
        shown, _apart = without_shelf(whole)
        drawn = fitted(whole, shown, is_crowded=is_crowded)
    assert points_on_paper(drawn) > 5.5
    assert covering(drawn) == []
    assert len(drawn.names) >= len(shown.nodes) - (4 if is_crowded else 0)
