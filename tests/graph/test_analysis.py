import pyoxigraph as ox
import pytest

from graph.analysis import Analysis, analysis_for
from graph.errors import NotFound
from graph.model import Group
from graph.protocol import Change, Store
from graph.terms import BASE, NETZ, NK, ORG, RDF


@pytest.fixture
def store(own_magdeburg: Store) -> Store:
    return own_magdeburg


@pytest.fixture
def magdeburg(store: Store) -> Analysis:
    return analysis_for(store, "magdeburg")


def iri(path: str) -> str:
    return BASE + "magdeburg/" + path


def test_same_question_is_answered_by_the_same_analysis(store: Store, magdeburg: Analysis) -> None:
    assert analysis_for(store, iri("netzwerk")) is magdeburg
    assert analysis_for(store, "magdeburg", ("exists", "demanded")) is not magdeburg


def test_order_of_states_makes_no_other_analysis(store: Store) -> None:
    assert analysis_for(store, None, ("demanded", "exists")) is analysis_for(store, None, ("exists", "demanded"))


def test_a_write_makes_a_new_analysis(store: Store, magdeburg: Analysis) -> None:
    kind = ox.NamedNode(RDF + "type")
    verein, graph = ox.NamedNode(iri("neuer-verein")), ox.NamedNode(iri("graph/neu"))
    network = ox.Quad(verein, ox.NamedNode(NETZ + "inNetwork"), ox.NamedNode(iri("netzwerk")), graph)
    store.apply(Change(add=[ox.Quad(verein, kind, ox.NamedNode(ORG + "Organization"), graph), network]))
    after = analysis_for(store, "magdeburg")
    assert after is not magdeburg
    assert after.key_figures.actors == magdeburg.key_figures.actors + 1


def test_unknown_network_is_refused_at_once(store: Store) -> None:
    with pytest.raises(NotFound):
        Analysis(store, "atlantis")


def test_key_figures_count_what_the_lists_show(magdeburg: Analysis) -> None:
    figures = magdeburg.key_figures
    assert figures.actors == len(magdeburg.actors) > 30
    assert figures.groups == sum(group.state == "exists" for group in magdeburg.groups.values())
    assert figures.existing_ties == sum(tie.state == "exists" for tie in magdeburg.ties)
    assert figures.open_demands == sum(gap.kind == "demanded" for gap in magdeburg.gaps) > 0
    assert figures.unconnected_actors == sum(gap.rule == "actor-isolated" for gap in magdeburg.gaps)


def test_map_has_neither_the_network_itself_nor_events(magdeburg: Analysis) -> None:
    assert iri("netzwerk") not in magdeburg.network
    assert set(magdeburg.network) <= {*magdeburg.actors, *magdeburg.groups}


def test_demanded_group_is_only_in_the_network_that_asks_for_demands(store: Store, magdeburg: Analysis) -> None:
    demanded = [one.iri for one in magdeburg.groups.values() if one.state == "demanded"]
    assert demanded
    assert not set(demanded) & set(magdeburg.network)
    assert set(demanded) <= set(analysis_for(store, "magdeburg", ("exists", "demanded")).network)


def test_places_on_the_map_do_not_depend_on_what_is_shown(store: Store, magdeburg: Analysis) -> None:
    other = analysis_for(store, "magdeburg", ("exists", "demanded"), "2018-06-01")
    assert magdeburg.positions == other.positions
    assert magdeburg.positions.keys() == {*magdeburg.actors_ever, *magdeburg.groups, *magdeburg.named_networks}
    assert set(magdeburg.former) == {f"{BASE}gemeinsam/esf-bamf-programm"}, "on the map of a day before 2018"


def test_network_that_is_asked_to_act_stands_on_the_map_and_not_in_the_measures(magdeburg: Analysis) -> None:
    assert set(magdeburg.named_networks) == {iri("netzwerk")}
    assert iri("netzwerk") not in magdeburg.network


def test_gaps_of_a_party_are_those_that_name_it(magdeburg: Analysis) -> None:
    gaps = magdeburg.gaps_by_party[iri("jobcenter")]
    assert any(gap.rule == "interface-missing" for gap in gaps)
    assert all(iri("jobcenter") in {party.iri for party in gap.parties} for gap in gaps)


def test_node_is_an_actor_a_group_or_the_name_of_anything_else(magdeburg: Analysis) -> None:
    assert magdeburg.node(iri("jobcenter")) is magdeburg.actors[iri("jobcenter")]
    assert isinstance(magdeburg.node(next(iter(magdeburg.groups))), Group)
    assert magdeburg.node(NK + "exists").label.de == "besteht"


def test_members_are_listed_for_every_group(magdeburg: Analysis) -> None:
    assert magdeburg.members.keys() == magdeburg.groups.keys()
    assert any(magdeburg.members.values())


def test_ties_that_are_over_on_the_day_are_no_edges(store: Store, magdeburg: Analysis) -> None:
    later = analysis_for(store, "magdeburg", at="2018-06-01")
    assert later.network.number_of_edges() <= magdeburg.network.number_of_edges()
    assert later.ties == magdeburg.ties
