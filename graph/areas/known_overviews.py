"""The overview of a store's networks, made once for each revision and shared by all who ask.

From the model where that is at hand, and then it follows the changes; of a network too large for one from a few
properties of the statements.
"""

from __future__ import annotations

from graph.analysis import analysis_for
from graph.areas.followed_overview import FollowedOverview, overview_of
from graph.areas.overview import Overview, make_overview
from graph.cache.revisions import RevisionCache
from graph.network.edges import goes_on
from graph.network.model_reader import model_at_hand
from graph.network.store_statements import tie_index
from graph.network.tie_kinds import tie_kinds
from graph.protocol import Store
from graph.query.memory_copy import model_revision


def overview_for(store: Store, network: str | None = None) -> Overview:
    """The overview of a network (IRI) or of all.

    About 40 s and 1 GB for 100,000 actors with 560,000 ties, 0.1 s for 150 actors.
    """
    found = _OVERVIEWS.get(store, network, lambda: _read(store, network))
    return found.overview if isinstance(found, FollowedOverview) else found


def size_for(store: Store, network: str | None = None) -> int:
    """How many actors a network (IRI) or all have; counted in the model where that is at hand, which has the same."""
    model = model_at_hand(store)
    return overview_for(store, network).size if model is None else sum(map(goes_on, model.actors_in(network).values()))


def _read(store: Store, network: str | None) -> FollowedOverview | Overview:
    if model_at_hand(store) is not None:
        return overview_of(analysis_for(store, network))
    return make_overview(tie_index(store, with_networks=network is not None), tie_kinds(store), network)


def _renew(
    store: Store, network: str | None, former: FollowedOverview | Overview, _since: object
) -> FollowedOverview | None:
    """What follows; None of a network without a model, which is read anew."""
    return overview_of(analysis_for(store, network), former) if isinstance(former, FollowedOverview) else None


_OVERVIEWS: RevisionCache[Store, str | None, FollowedOverview | Overview] = RevisionCache(
    lambda store, _: model_revision(store), most=4, renew=_renew
)
