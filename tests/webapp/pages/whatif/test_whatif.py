"""The sandbox: steps in the address, before and after, suggestions, keeping a plan; and the same by the API."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.analysis import KeyFigures, analysis_for
from graph.model import Ref, Text
from graph.protocol import Store
from graph.scenarios.losses import Losses
from graph.scenarios.picture import ScenarioFigures
from graph.scenarios.scenario import Scenario
from graph.scenarios.whatif import ScenarioComparison
from graph.store.open import open_store
from tests.support.clients import at_the_machine
from tests.support.magdeburg import create_with_magdeburg
from webapp import create_app
from webapp.pages.whatif import figures
from webapp.pages.whatif.lines import make_lines
from webapp.pages.whatif.steps import MOST_STEPS, ChosenStep, make_plan, read_step, steps_for_gap
from webapp.settings import Settings

PAGE = "/was-waere-wenn"
OWN = {"Origin": "http://localhost"}


@pytest.fixture
def own_store() -> Iterator[Store]:
    store = open_store("memory:")
    create_with_magdeburg(store)
    yield store
    store.close()


@pytest.fixture
def client(own_store: Store) -> FlaskClient:
    return at_the_machine(create_app(Settings(), own_store))


def text_of(client: FlaskClient, query: dict[str, object], status: int = 200) -> str:
    answer = client.get(PAGE, query_string=query, follow_redirects=True)
    assert answer.status_code == status
    return html.unescape(answer.get_data(as_text=True))


def steps_shown(page: str) -> list[str]:
    shown = re.search(r'id="schritte".*?</section>', page, re.DOTALL)
    return re.findall(r"<li><span>(.*?)</span>", shown.group(), re.DOTALL) if shown else []


@pytest.mark.parametrize("parts", [("a~b",), ("%7E", "100%25"), ("x", "", "ä/ö")])
def test_step_survives_the_address(parts: tuple[str, ...]) -> None:
    assert read_step(str(ChosenStep("beziehung", parts))) == ChosenStep("beziehung", parts)


def test_sandbox_without_a_step_says_what_can_be_done(client: FlaskClient) -> None:
    page = text_of(client, {})
    assert "Noch keine Änderung" in page
    assert "nachher</th>" not in page


def test_every_gap_that_offers_a_trial_has_one_whose_steps_can_be_done(own_store: Store) -> None:
    analysis = analysis_for(own_store, "magdeburg")
    offered = [steps for gap in analysis.gaps if (steps := steps_for_gap(gap, analysis.model))]
    assert len(offered) > 20
    for steps in offered:
        plan = make_plan(steps, analysis.model, str(analysis.network_iri))
        assert (plan.problems, len(plan.steps)) == ((), len(steps))


def test_demand_that_is_met_in_the_trial_is_a_closed_gap(client: FlaskClient) -> None:
    rows = client.get("/api/v1/luecken?art=demanded").get_json()["items"]
    gap = next(row for row in rows if row["rule"] == "interface-missing")
    page = text_of(client, {"luecke": gap["id"]})
    assert f'/luecken/{gap["id"]}"' in page[page.index("wären geschlossen") :]
    assert ">1 weniger, besser" in page


def test_page_says_whose_partner_leaves_and_praises_nothing(client: FlaskClient) -> None:
    page = text_of(client, {"schritt": "ohne~magdeburg/stadt"})
    compared = page[page.index('id="vergleich"') : page.index('id="vorschlag"')]
    assert "Keine: Wer oder was wegfällt, schließt keine Lücke." in compared
    assert "diese Forderung verliert ihren Partner: Landeshauptstadt Magdeburg" in compared
    assert "besser" not in compared
    assert "schlechter" in compared
    left = text_of(client, {"schritt": "ohne~magdeburg/jmd-awo"})
    assert "AG Interkultur & Soziales verliert 1 von 10 Mitgliedern (10 %): Jugendmigrationsdienst der AWO" in left


def figures_of(components: int, cut_points: int) -> ScenarioFigures:
    names = tuple(Ref(f"https://example.org/{number}", Text()) for number in range(cut_points))
    return ScenarioFigures(
        KeyFigures(9, 0, 9, 0, 0), components, None, is_estimate=False, cut_points=names, open_demands=(), silos=()
    )


@pytest.mark.parametrize(
    ("before", "after", "grown", "tones"),
    [
        ((3, 0), (2, 2), (2, 2), ["better", ""]),  # joined, at a point
        ((1, 2), (3, 0), (1, 2), ["worse", ""]),  # somebody left, with whom it hung together
        ((3, 0), (2, 0), (3, 0), ["", ""]),  # who stood alone has left
        ((1, 2), (1, 0), (1, 0), ["", "better"]),
    ],
)
def test_same_thing_is_never_better_and_worse(
    own_store: Store, before: tuple[int, int], after: tuple[int, int], grown: tuple[int, int], tones: list[str]
) -> None:
    done = ScenarioComparison(figures_of(*before), figures_of(*after), figures_of(*grown), Scenario(), Losses())
    with create_app(Settings(), own_store).test_request_context():
        lines = make_lines(done)
    assert [lines[6].tone, lines[8].tone] == tones


def test_form_becomes_a_step_in_the_address(client: FlaskClient) -> None:
    answer = client.get(PAGE, query_string={"dazu": "ohne", "von": "landeshauptstadt magdeburg"})
    assert answer.status_code == 302
    assert steps_shown(text_of(client, {"schritt": "ohne~magdeburg/stadt"})) == [
        "Landeshauptstadt Magdeburg ist nicht mehr dabei"
    ]


def test_name_that_is_not_in_the_data_leads_to_similar_ones(client: FlaskClient) -> None:
    page = text_of(client, {"dazu": "ohne", "von": "Landeshauptstatd Magdeburg"}, 400)
    assert "Ähnlich heißen: Landeshauptstadt Magdeburg" in page


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("ohne~magdeburg/gibt-es-nicht", "Einen Akteur „magdeburg/gibt-es-nicht“ gibt es in den Daten nicht."),
        ("trennen~magdeburg/stadt~gemeinsam/bamf", "besteht in den Daten keine Verbindung"),
        ("beziehung~magdeburg/stadt~magdeburg/stadt~Interface~", "zwei verschiedene Akteure"),
        ("beziehung~magdeburg/stadt~gemeinsam/bamf~Freundschaft~", "ist keine Art von Verbindung"),
        ("erfuellt~nichts", "Eine Forderung „nichts“"),
        ("quatsch", "„quatsch“ ist kein Schritt"),
        ("akteur~" + "x" * 10_000, "1 bis 200 Zeichen"),
        ("akteur~neu\nzwei", "1 bis 200 Zeichen"),
    ],
)
def test_step_that_cannot_be_done_is_named_and_the_rest_is_shown(client: FlaskClient, step: str, said: str) -> None:
    page = text_of(client, {"schritt": ["akteur~Neuer Verein", step]})
    assert said in page
    assert steps_shown(page) == ["Neuer Akteur: Neuer Verein"]


def test_same_tie_twice_is_said_and_done_once(client: FlaskClient) -> None:
    ties = [
        "beziehung~magdeburg/stadt~gemeinsam/bamf~Interface~",
        "beziehung~gemeinsam/bamf~magdeburg/stadt~Interface~",
    ]
    page = text_of(client, {"schritt": ties})
    assert "Das steht schon da" in page
    assert len(steps_shown(page)) == 1


def test_hostile_name_is_only_a_name(client: FlaskClient) -> None:
    page = client.get(PAGE, query_string={"schritt": "akteur~<script>alert(1)</script>"}).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_everybody_can_go(client: FlaskClient, own_store: Store) -> None:
    slugs = [iri.partition("/id/")[2] for iri in analysis_for(own_store, "magdeburg").actors]
    page = text_of(client, {"schritt": [f"ohne~{slug}" for slug in slugs]})
    assert len(steps_shown(page)) == min(MOST_STEPS, len(slugs))
    assert "die übrigen fehlen" in page


@pytest.mark.parametrize("goal", ["demands", "components", "distance", "cut-points"])
def test_taking_over_the_first_suggestion_helps(client: FlaskClient, goal: str) -> None:
    row = {"demands": 4, "components": 6, "distance": 7, "cut-points": 8}[goal]
    page = text_of(client, {"ziel": goal})
    first = re.search(r'class="button" href="([^"]+schritt=[^"]+)"', page)
    assert first
    taken = html.unescape(client.get(first.group(1)).get_data(as_text=True))
    assert "notice-error" not in taken
    assert "weniger" in re.findall(r"<tr><th scope=\"row\">.*?</tr>", taken, re.DOTALL)[row]


def test_network_too_large_says_so_instead_of_hanging(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "LARGEST", 10)
    assert "Ausprobieren geht in Netzwerken mit bis zu 10" in text_of(client, {"schritt": "akteur~A"})
    answer = client.post("/api/v1/was-waere-wenn", json={})
    assert (answer.status_code, set(answer.get_json())) == (413, {"error", "hint", "status"})


def test_empty_network_can_be_tried() -> None:
    store = open_store("memory:")
    assert create_app(Settings(), store).test_client().get(f"{PAGE}?schritt=akteur~A&ziel=distance").status_code == 200
    store.close()


def test_plan_is_kept_with_its_author_and_the_gap_stays_open(client: FlaskClient, own_store: Store) -> None:
    row = client.get("/api/v1/luecken?art=demanded").get_json()["items"][0]
    page = text_of(client, {"luecke": row["id"]})
    fields = {"schritt": re.findall(r'name="schritt" value="([^"]*)"', page)[0]}
    fields["token"] = re.findall(r'name="token" value="([^"]*)"', page)[0]
    before = own_store.revision
    answer = client.post(f"{PAGE}/festhalten", data={**fields, "name": "KO"}, headers=OWN, follow_redirects=True)
    assert f"Festgehalten als Änderung {before + 1}." in answer.get_data(as_text=True)
    assert list(own_store.history())[-1].author == "KO"
    assert client.get(f"/api/v1/luecken/{row['id']}").get_json()["state"] == "open"


def test_plan_without_a_name_or_from_elsewhere_writes_nothing(client: FlaskClient, own_store: Store) -> None:
    page = text_of(client, {"schritt": "akteur~Neuer Verein"})
    token = re.findall(r'name="token" value="([^"]*)"', page)[0]
    before = own_store.revision
    form = {"schritt": "akteur~Neuer Verein", "name": " ", "token": token}
    assert client.post(f"{PAGE}/festhalten", data=form, headers=OWN).status_code >= 400
    assert client.post(f"{PAGE}/festhalten", data={**form, "name": "KO", "token": "x"}, headers=OWN).status_code == 403
    assert own_store.revision == before


def test_service_for_reading_shows_no_button_to_keep(own_store: Store) -> None:
    client = create_app(Settings(host="0.0.0.0", port=8000), own_store).test_client()  # noqa: S104 - not bound in a test
    page = text_of(client, {"schritt": "akteur~Neuer Verein"})
    assert "Hier können Sie nur ausprobieren" in page
    assert "/festhalten" not in page


def test_api_compares_and_writes_nothing(client: FlaskClient, own_store: Store) -> None:
    before = own_store.revision
    stadt = next(iri for iri in analysis_for(own_store, "magdeburg").actors if iri.endswith("magdeburg/stadt"))
    done = client.post("/api/v1/was-waere-wenn", json={"remove_actors": [stadt]}).get_json()
    assert done["after"]["actors"] == done["before"]["actors"] - 1
    assert done["closed_gaps"] == []
    assert len(done["lost_partners"]) == 4
    assert done["after"]["open_demands"] == done["before"]["open_demands"]
    assert own_store.revision == before


@pytest.mark.parametrize(
    "sent", ["[", "[]", '{"nope": 1}', '{"remove_actors": ["x"]}', '{"network": "' + "x" * 100_001]
)
def test_api_refuses_what_is_no_scenario_in_the_one_shape(client: FlaskClient, sent: str) -> None:
    answer = client.post("/api/v1/was-waere-wenn", data=sent, content_type="application/json")
    assert 400 <= answer.status_code < 500
    assert set(answer.get_json()) == {"error", "hint", "status"}


def test_api_suggests_links_with_their_gain(client: FlaskClient) -> None:
    items = client.get("/api/v1/beste-verbindungen?ziel=distance&anzahl=2").get_json()["items"]
    assert len(items) == 2
    assert all(item["gain"] > 0 for item in items)
    for wrong in ("ziel=nope", "anzahl=0", "anzahl=zwei"):
        assert client.get(f"/api/v1/beste-verbindungen?{wrong}").status_code == 400
