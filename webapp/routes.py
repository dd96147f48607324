"""Every address of the service in one table: what answers it, by which method, and what an answer stands for.

The first word of a block names the page: its folder in `pages/`, its templates, its static files and its tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from flask import Blueprint, Flask, Response

from graph.export.formats import BY_NAME as FORMATS
from graph.gaps.rows import RefJson
from graph.matters.rows import MatterJson
from graph.scenarios.scenario import Scenario
from webapp.api import parameters as takes
from webapp.api.openapi import OPERATIONS, AddressDescription, ApiOperation
from webapp.api.schemas import (
    ActorJson,
    AnswerInput,
    ChangeJson,
    ComputingJson,
    DifferenceJson,
    FigureJson,
    GapDecidedJson,
    GapHistoryJson,
    GapKindJson,
    GapRunJson,
    GapsBetweenJson,
    GroupJson,
    IndicatorJson,
    LinkJson,
    MatterDecidedJson,
    MatterHistoryJson,
    MeetingJson,
    MeetingResultsJson,
    OpenWorkJson,
    ProfileJson,
    ProgressJson,
    ScenarioJson,
    SinceJson,
    TieJson,
    UnreadableJson,
)
from webapp.http.cors import open_for_reading
from webapp.http.json_answers import Listed
from webapp.http.later import FunctionsOf, LaterFunction
from webapp.pages.gaps.export import GapListJson
from webapp.pages.map.schemas import AreaHitJson, AreasJson, HitJson, MapJson
from webapp.pages.side_by_side.schemas import SideBySideJson
from webapp.protocol.updates import AppliedJson

accounts = FunctionsOf("webapp.pages.accounts.routes")
actors = FunctionsOf("webapp.pages.actors.routes")
api_changes = FunctionsOf("webapp.api.changes")
api_difference = FunctionsOf("webapp.api.difference")
api_exports = FunctionsOf("webapp.api.exports")
api_gaps = FunctionsOf("webapp.api.gaps")
api_matters = FunctionsOf("webapp.api.matters")
api_network = FunctionsOf("webapp.api.network")
api_progress = FunctionsOf("webapp.api.progress")
api_side_by_side = FunctionsOf("webapp.api.side_by_side")
api_upkeep = FunctionsOf("webapp.api.upkeep")
api_whatif = FunctionsOf("webapp.api.whatif")
areas = FunctionsOf("webapp.pages.map.aggregate.pages")
arrangement = FunctionsOf("webapp.pages.map.arrangement")
catalogue = FunctionsOf("webapp.protocol.catalogue")
changes = FunctionsOf("webapp.pages.changes.routes")
changes_feed = FunctionsOf("webapp.pages.changes.feed")
changes_meetings = FunctionsOf("webapp.pages.changes.meetings")
changes_since = FunctionsOf("webapp.pages.changes.since")
compare = FunctionsOf("webapp.pages.compare.routes")
data = FunctionsOf("webapp.pages.data.routes")
decisions = FunctionsOf("webapp.pages.gaps.decisions")
difference = FunctionsOf("webapp.pages.difference.routes")
districts = FunctionsOf("webapp.pages.districts.routes")
download = FunctionsOf("webapp.pages.map.download.routes")
dump = FunctionsOf("webapp.protocol.dump")
edit_apart = FunctionsOf("webapp.pages.edit.apart")
edit_confirmations = FunctionsOf("webapp.pages.edit.confirmations")
edit_deletions = FunctionsOf("webapp.pages.edit.deletions")
edit_done = FunctionsOf("webapp.pages.edit.done")
edit_endings = FunctionsOf("webapp.pages.edit.endings")
edit_entries = FunctionsOf("webapp.pages.edit.entries")
edit_several = FunctionsOf("webapp.pages.edit.several")
edit_splitting = FunctionsOf("webapp.pages.edit.splitting")
embed = FunctionsOf("webapp.pages.embed.routes")
experts = FunctionsOf("webapp.pages.experts.routes")
fact_sheet = FunctionsOf("webapp.pages.fact_sheet.routes")
feeds = FunctionsOf("webapp.pages.feeds.routes")
gaps = FunctionsOf("webapp.pages.gaps.routes")
groups = FunctionsOf("webapp.pages.groups.routes")
imports = FunctionsOf("webapp.pages.imports.routes")
invitation = FunctionsOf("webapp.pages.invitation.routes")
map_page = FunctionsOf("webapp.pages.map.routes")
matters = FunctionsOf("webapp.pages.matters.routes")
matters_agenda = FunctionsOf("webapp.pages.matters.agenda")
matters_calendar = FunctionsOf("webapp.pages.matters.due_calendar")
matters_decisions = FunctionsOf("webapp.pages.matters.decisions")
measures = FunctionsOf("webapp.pages.measures.routes")
merging = FunctionsOf("webapp.pages.merging.routes")
named_graphs = FunctionsOf("webapp.protocol.named_graphs")
openapi = FunctionsOf("webapp.api.openapi")
operation = FunctionsOf("webapp.protocol.operation")
persons = FunctionsOf("webapp.pages.persons.routes")
persons_contacts = FunctionsOf("webapp.pages.persons.contacts")
progress = FunctionsOf("webapp.pages.progress.routes")
proposals = FunctionsOf("webapp.pages.proposals.routes")
questions = FunctionsOf("webapp.pages.questions.routes")
reconcile = FunctionsOf("webapp.pages.reconcile.routes")
report = FunctionsOf("webapp.pages.report.routes")
report_decisions = FunctionsOf("webapp.pages.report.decisions")
resources = FunctionsOf("webapp.pages.resources.routes")
saved_views = FunctionsOf("webapp.pages.saved_views.routes")
search = FunctionsOf("webapp.pages.map.search")
search_page = FunctionsOf("webapp.pages.search.routes")
service_description = FunctionsOf("webapp.protocol.service_description")
side_by_side = FunctionsOf("webapp.pages.side_by_side.routes")
sign_in = FunctionsOf("webapp.pages.sign_in.routes")
sources = FunctionsOf("webapp.pages.sources.routes")
sparql = FunctionsOf("webapp.protocol.sparql")
start = FunctionsOf("webapp.pages.start.routes")
stories = FunctionsOf("webapp.pages.stories.routes")
taking_over = FunctionsOf("webapp.pages.imports.taking_over")
topics = FunctionsOf("webapp.pages.topics.routes")
updates = FunctionsOf("webapp.protocol.updates")
whatif = FunctionsOf("webapp.pages.whatif.routes")

StandsFor = Literal["model", "data"]
"""What must not have changed for an answer to be given again: the network's model, or any statement."""


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One address: who answers it, by which method, and what its answer stands for (None: it is never kept).

    `described`: what programs are told of it; every address of the API has that. `whole`: it looks at all networks.
    """

    address: str
    view: LaterFunction
    method: str = "GET"
    stands_for: StandsFor | None = None
    own_options: bool = False
    described: AddressDescription | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The addresses of one page, and what is added to each of its answers.

    `partly`: its answers rest on `get_store()` alone, which holds what the reader may read; a row that is `whole` is
    excepted. Any other address is refused to who may not read all networks.
    """

    rows: tuple[AddressRow, ...]
    after: Callable[[Response], Response] | None = None
    partly: bool = False


def _get(address: str, view: LaterFunction, stands_for: StandsFor | None = None, *, whole: bool = False) -> AddressRow:
    return AddressRow(address, view, stands_for=stands_for, whole=whole)


def _post(address: str, view: LaterFunction, *, whole: bool = False) -> AddressRow:
    return AddressRow(address, view, "POST", whole=whole)


def _both(address: str, view: LaterFunction) -> tuple[AddressRow, AddressRow]:
    """An address that reads whichever way it is asked."""
    return _get(address, view), _post(address, view)


def _read(
    address: str,
    view: LaterFunction,
    answers: Any,
    *parameters: takes.Parameter,
    refuses: tuple[int, ...] = (),
    stands_for: StandsFor | None = None,
    whole: bool = False,
) -> AddressRow:
    """An address of the API that only reads: what it answers, and what it takes."""
    described = AddressDescription(answers, parameters, refuses=refuses)
    return AddressRow(address, view, stands_for=stands_for, described=described, whole=whole)


def _file(address: str, view: LaterFunction, *parameters: takes.Parameter, form: tuple[str, ...]) -> AddressRow:
    """An address of the API that answers with a file, whose form stands in the address."""
    types = tuple(dict.fromkeys(one.media_type.partition(";")[0] for one in FORMATS.values()))
    described = AddressDescription(None, parameters, refuses=(400, 406), media_types=types, in_path={"form": form})
    return AddressRow(address, view, described=described)


def _send(address: str, view: LaterFunction, described: AddressDescription, *, whole: bool = False) -> AddressRow:
    """An address of the API that something is sent to."""
    return AddressRow(address, view, "POST", described=described, whole=whole)


def _plain(
    method: str, view: LaterFunction, *addresses: str, stands_for: StandsFor | None = None
) -> tuple[AddressRow, ...]:
    """A protocol's addresses, which answer OPTIONS themselves."""
    return tuple(AddressRow(address, view, method, stands_for, own_options=True) for address in addresses)


STORE = ("/store", "/store/<path:path>")

PAGES: Mapping[str, Page] = {
    "start": Page(
        (
            _get("/", start.show, "model"),
            _get("/barrierefreiheit", start.accessibility, "model"),
        ),
        partly=True,
    ),
    "search": Page((_get("/suche", search_page.show, "model"),), partly=True),
    "experts": Page((_get("/fachleute", experts.show, "model"),), partly=True),
    "imports": Page(
        (
            _get("/einlesen", imports.former_address),
            _get("/daten/einlesen", imports.show_import),
            _post("/daten/einlesen", imports.preview),
            _get("/daten/einlesen/<draft>", imports.show_draft),
            _post("/daten/einlesen/<draft>/pruefen", imports.check),
            _post("/daten/einlesen/<draft>/uebernehmen", taking_over.store),
            _get("/daten/einlesen/<draft>/stand", taking_over.show_headway),
            _post("/daten/einlesen/<draft>/verwerfen", imports.drop),
            _get("/einlesen/vorlage.<form>", imports.template),
            _get("/neu", imports.show_new),
            _post("/neu", imports.create),
            _post("/anfang/magdeburg", imports.load_example),
            _get("/eingelesen/<int:revision>", imports.done),
            _post("/eingelesen/<int:revision>/zurueck", imports.undo),
        )
    ),
    "merging": Page(
        (
            _get("/zusammenlegen", merging.index),
            _get("/zusammenlegen/paar", merging.show),
            _post("/zusammenlegen/paar", merging.decide),
            _get("/zusammengelegt/<int:revision>", merging.done),
            _post("/zusammengelegt/<int:revision>/trennen", merging.undo),
        ),
        partly=True,
    ),
    "map": Page(
        (
            _get("/karte", map_page.show, "model"),
            _read(
                "/api/v1/karte.json",
                map_page.data,
                MapJson,
                *takes.MAP,
                refuses=(400, 403, 503, 504),
                stands_for="model",
            ),
            _read("/api/v1/karte/gebiete.json", areas.areas_data, AreasJson, *takes.AREAS, stands_for="model"),
            _read(
                "/api/v1/karte/suche",
                areas.find_in_areas,
                Listed[AreaHitJson],
                takes.NETWORK,
                *takes.SEARCH,
                stands_for="model",
            ),
            _read("/api/v1/suche", search.find_everywhere, Listed[HitJson], *takes.SEARCH),
            _get("/karte/anordnung", arrangement.show_arrangement, whole=True),
            _post("/karte/anordnung", arrangement.arrange, whole=True),
            _post("/karte/platz", arrangement.move_actor, whole=True),
            _get("/karte/export.<form>", download.export),
            _get("/karte/druck", download.print_sheet),
            _get("/karte/klein.svg", download.small_map, "model"),
        ),
        partly=True,
    ),
    "compare": Page((_get("/vergleich", compare.show, "model"),), partly=True),
    "difference": Page(
        (
            _get("/vergleich/karte", difference.show),
            _get("/vergleich/karte.svg", difference.export),
            _get("/vergleich/karte/druck", difference.print_sheet),
        ),
        partly=True,
    ),
    "saved_views": Page(
        (
            _get("/ansichten", saved_views.index),
            _get("/ansichten/neu", saved_views.ask_new),
            _post("/ansichten", saved_views.create),
            _get("/ansichten/<slug>", saved_views.show),
            _get("/ansichten/<slug>/bearbeiten", saved_views.ask_change),
            _post("/ansichten/<slug>/bearbeiten", saved_views.change),
            _get("/ansichten/<slug>/loeschen", saved_views.ask_deletion),
            _post("/ansichten/<slug>/loeschen", saved_views.remove),
        ),
        partly=True,
    ),
    "stories": Page(
        (
            _get("/geschichten", stories.index),
            _get("/geschichten/neu", stories.ask_new),
            _post("/geschichten", stories.create),
            _get("/geschichten/<slug>", stories.show),
            _get("/geschichten/<slug>/handzettel", stories.handout),
            _get("/geschichten/<slug>/bearbeiten", stories.ask_change),
            _post("/geschichten/<slug>/bearbeiten", stories.change),
            _post("/geschichten/<slug>/schritte", stories.change_steps),
            _get("/geschichten/<slug>/loeschen", stories.ask_deletion),
            _post("/geschichten/<slug>/loeschen", stories.remove),
        ),
        partly=True,
    ),
    "embed": Page(
        (
            _get("/einbetten", embed.show),
            _get("/ansichten/<slug>/einbetten", embed.offer),
        ),
        partly=True,
    ),
    "actors": Page(
        (
            _get("/akteure", actors.index, "model"),
            _get("/akteure/<path:slug>", actors.show, "model"),
        ),
        partly=True,
    ),
    "groups": Page(
        (
            _get("/gruppen", groups.index, "model"),
            _get("/gruppen/<path:slug>", groups.show, "model"),
        ),
        partly=True,
    ),
    "topics": Page(
        (
            _get("/themen", topics.index, "data"),
            _get("/themen.<form>", topics.export_plan, "data"),
            _get("/themen/<path:slug>", topics.show, "model"),
        ),
        partly=True,
    ),
    "districts": Page((_get("/stadtteile", districts.show),), partly=True),
    "side_by_side": Page(
        (
            _get("/nebeneinander", side_by_side.show, "data"),
            _get("/nebeneinander.<form>", side_by_side.export, "data"),
        ),
        partly=True,
    ),
    "fact_sheet": Page((_get("/steckbrief/<path:slug>", fact_sheet.show, "model"),), partly=True),
    "invitation": Page(
        (
            _get("/einladung/<path:slug>", invitation.show, "model"),
            _get("/einladung.<form>", invitation.export, "model"),
        ),
        partly=True,
    ),
    "edit": Page(
        (
            _get("/eintragen", edit_entries.choose),
            _get("/eintragen/<path:kind>", edit_entries.ask_new),
            _post("/eintragen/<path:kind>", edit_entries.create),
            _get("/aendern", edit_entries.ask_change),
            _post("/aendern", edit_entries.change),
            _get("/beenden", edit_endings.ask_end),
            _post("/beenden", edit_endings.end),
            _get("/besteht", edit_endings.ask_exists),
            _post("/besteht", edit_endings.confirm_exists),
            _get("/loeschen", edit_deletions.ask_deletion),
            _post("/loeschen", edit_deletions.remove),
            _get("/bestaetigen", edit_confirmations.ask_confirmation),
            _post("/bestaetigen", edit_confirmations.confirm),
            _get("/mehrere", edit_several.ask_several),
            _post("/mehrere", edit_several.change_several),
            _get("/teilen", edit_splitting.ask_split),
            _post("/teilen", edit_splitting.split),
            _get("/geaendert/<int:revision>", edit_done.done),
            _post("/geaendert/<int:revision>/zurueck", edit_done.undo),
            _get("/geaendert/person/<int:number>", edit_apart.kept_apart),
            _post("/geaendert/person/<int:number>/zurueck", edit_apart.undo_apart),
        ),
        partly=True,
    ),
    "gaps": Page(
        (
            _get("/luecken", gaps.index, "model"),
            _get("/luecken.<form>", gaps.export, "model"),
            _get("/luecken-zwischen.<form>", gaps.export_between, "model"),
            _get("/luecken/<gap_id>", gaps.show, "model"),
            _post("/luecken/<gap_id>/entscheidung", decisions.decide),
        ),
        partly=True,
    ),
    "matters": Page(
        (
            _get("/sachen", matters.index, "model"),
            _get("/sachen.<form>", matters.export, "model"),
            _get("/sachen.ics", matters_calendar.due_calendar, "model"),
            _get("/sachen/vorlage", matters.sheet, "model"),
            _post("/sachen/sitzung", matters_agenda.for_meeting),
            _get("/sachen/<matter_id>", matters.show, "model"),
            _post("/sachen/<matter_id>/platz", matters_agenda.pin),
            _post("/sachen/<matter_id>/entscheidung", matters_decisions.decide),
        ),
        partly=True,
    ),
    "progress": Page(
        (
            _get("/fortschritt", progress.show),
            _get("/fortschritt.<form>", progress.export),
        ),
        partly=True,
    ),
    "feeds": Page(
        (
            _get("/abo/<feed_secret>/aenderungen.atom", feeds.atom),
            _get("/abo/<feed_secret>/sachen.ics", feeds.due_calendar),
        ),
        partly=True,
    ),
    "report": Page(
        (
            _get("/bericht", report.show),
            _post("/bericht", report.choose),
            _get("/bericht.<form>", report.export),
            _get("/bericht/beschluesse", report_decisions.show_decisions),
            _post("/bericht/beschluesse/<matter_id>", report_decisions.decide),
        ),
        partly=True,
    ),
    "whatif": Page(
        (
            _get("/was-waere-wenn", whatif.show),
            _post("/was-waere-wenn/festhalten", whatif.keep),
        ),
        partly=True,
    ),
    "measures": Page(
        (
            _get("/auswertung", measures.show, "model"),
            _get("/auswertung.<form>", measures.export, "model"),
        ),
        partly=True,
    ),
    "questions": Page(
        (
            _get("/abfragen", questions.show),
            _post("/abfragen", questions.post),
            _get("/abfragen.<form>", questions.export),
            _post("/abfragen.<form>", questions.export),
            _get("/karte/sparql", questions.show_selection),
        ),
        partly=True,
    ),
    "changes": Page(
        (
            _get("/aenderungen", changes.index, whole=True),
            _get("/aenderungen.atom", changes_feed.atom, "data"),
            _get("/aenderungen/am", changes.look_back, whole=True),
            _get("/aenderungen/seit", changes_since.show_since, whole=True),
            _get("/sitzungen", changes_meetings.show_meetings, whole=True),
            _post("/sitzungen", changes_meetings.add_meeting, whole=True),
            _post("/aenderungen/<int:revision>/zuruecknehmen", changes.undo, whole=True),
        ),
        partly=True,
    ),
    "sign_in": Page(
        (
            _get("/anmelden", sign_in.show),
            _post("/anmelden", sign_in.sign_in),
            _get("/anmelden/dienst", sign_in.begin_single_sign_on),
            _get("/anmelden/dienst/zurueck", sign_in.finish_single_sign_on),
            _get("/anmelden/dienst/verbinden", sign_in.ask_connection),
            _post("/anmelden/dienst/verbinden", sign_in.connect),
            _get("/anmelden/<secret>", sign_in.show_link),
            _post("/anmelden/<secret>", sign_in.take_link),
            _post("/abmelden", sign_in.sign_out),
        ),
        partly=True,
    ),
    "accounts": Page(
        (
            _get("/konto", accounts.show),
            _post("/konto/passwort", accounts.change_password),
            _post("/konto/abmelden", accounts.end_sessions),
            _post("/konto/verbindung/loesen", accounts.disconnect),
            _post("/konto/schluessel", accounts.add_token),
            _post("/konto/schluessel/weg", accounts.remove_token),
            _post("/konto/abo", accounts.add_feed),
            _get("/konten", accounts.index),
            _post("/konten", accounts.add),
            _post("/konten/netzwerk/lesen", accounts.set_reading),
            _post("/konten/<name>", accounts.change),
        ),
        partly=True,
    ),
    "proposals": Page(
        (
            _get("/vorschlaege", proposals.index),
            _post("/vorschlaege/<int:number>", proposals.decide),
        ),
        partly=True,
    ),
    "data": Page(
        (
            _get("/daten", data.index, "model"),
            _get("/daten/offen/<name>", data.show_list, "model"),
            _post("/daten/akteure", data.show_as_actors),
        ),
        partly=True,
    ),
    "persons": Page(
        (
            _get("/personen", persons.index),
            _post("/personen/aendern", persons_contacts.change),
            _get("/personen/<key>", persons.show),
            _get("/personen/<key>/aendern", persons_contacts.ask_change),
            _get("/personen/<key>/auskunft.json", persons.as_json),
            _get("/personen/<key>/auskunft.pdf", persons.as_pdf),
            _post("/personen/<key>/frist", persons.describe),
            _get("/personen/<key>/loeschen", persons.ask_erasure),
            _post("/personen/<key>/loeschen", persons.erase),
            _get("/personen/<key>/keine-person", persons.ask_release),
            _post("/personen/<key>/keine-person", persons.release),
        )
    ),
    "sources": Page((_get("/quellen/<path:slug>", sources.show, "data"),), partly=True),
    "resources": Page(
        (
            _get("/id/<path:slug>", resources.show, "data"),
            _get("/ns", resources.vocabulary, "data"),
            _get("/ns.<suffix>", resources.vocabulary, "data"),
            _get("/code", resources.codes, "data"),
            _get("/code.<suffix>", resources.codes, "data"),
        ),
        after=resources.link_to_the_rest,
        partly=True,
    ),
    "api": Page(
        (
            _read("/api/v1/akteure", api_network.actors, Listed[ActorJson], *takes.ACTOR_FILTERS),
            _read("/api/v1/akteure/<path:slug>", api_network.actor, ProfileJson, takes.NETWORK),
            _read("/api/v1/gruppen", api_network.groups, Listed[GroupJson], takes.NETWORK),
            _read("/api/v1/beziehungen", api_network.ties, Listed[TieJson], *takes.TIE_FILTERS),
            _read("/api/v1/kennzahlen", api_network.key_figures, Listed[FigureJson], takes.NETWORK),
            _read("/api/v1/themen", api_network.topics, Listed[RefJson]),
            _read("/api/v1/netzwerke", api_network.networks, Listed[RefJson]),
            _read(
                "/api/v1/nebeneinander", api_side_by_side.side_by_side, SideBySideJson, *takes.BESIDE, refuses=(404,)
            ),
            _read("/api/v1/nicht-gelesen", api_network.unreadable, Listed[UnreadableJson]),
            _read("/api/v1/offenes", api_upkeep.open_points, OpenWorkJson, *takes.OPEN_WORK, refuses=(400,)),
            _read("/api/v1/sitzungen", api_upkeep.list_meetings, Listed[MeetingJson], takes.NETWORK),
            _read("/api/v1/fortschritt", api_progress.show_progress, ProgressJson, *takes.PROGRESS, refuses=(400,)),
            _read(
                "/api/v1/vergleich",
                api_difference.show_difference,
                DifferenceJson,
                *takes.DAYS,
                refuses=(400, 403, 404),
            ),
            _read(
                "/api/v1/indikatoren",
                api_progress.list_indicators,
                Listed[IndicatorJson],
                *takes.PROGRESS,
                refuses=(400,),
            ),
            _read("/api/v1/berechnung", api_network.computing, ComputingJson),
            _file("/api/v1/export.<form>", api_exports.export, *takes.EXPORT, form=tuple(FORMATS)),
            _read("/api/v1/sachen", api_matters.list_matters, Listed[MatterJson], takes.NETWORK),
            _read("/api/v1/sachen/<matter_id>", api_matters.show_matter, MatterHistoryJson, takes.NETWORK),
            _read("/api/v1/luecken", api_gaps.list_gaps, GapListJson, *takes.GAP_FILTERS),
            _read("/api/v1/luecken-zwischen", api_gaps.list_gaps_between, GapsBetweenJson, *takes.GAP_FILTERS),
            _read("/api/v1/luecken-arten", api_gaps.list_gap_kinds, Listed[GapKindJson], takes.NETWORK),
            _read("/api/v1/beschluesse", api_gaps.list_resolutions, Listed[MeetingResultsJson], takes.NETWORK),
            _read("/api/v1/luecken/<gap_id>", api_gaps.show_gap, GapHistoryJson, takes.NETWORK),
            _send(
                "/api/v1/luecken/lauf",
                api_gaps.keep_gap_run,
                AddressDescription(GapRunJson, (takes.NETWORK,), status=201, refuses=(507,), writes=True),
                whole=True,
            ),
            _send(
                "/api/v1/sachen/<matter_id>/entscheidung",
                api_matters.decide_matter,
                AddressDescription(
                    MatterDecidedJson,
                    (takes.NETWORK,),
                    body=AnswerInput,
                    status=201,
                    refuses=(409, 422, 507),
                    writes=True,
                ),
            ),
            _send(
                "/api/v1/luecken/<gap_id>/entscheidung",
                api_gaps.decide_gap,
                AddressDescription(
                    GapDecidedJson,
                    (takes.NETWORK,),
                    body=AnswerInput,
                    status=201,
                    refuses=(409, 422, 507),
                    writes=True,
                ),
            ),
            _send(
                "/api/v1/was-waere-wenn",
                api_whatif.compare_scenario,
                AddressDescription(ScenarioJson, (takes.NETWORK,), body=Scenario),
            ),
            _read(
                "/api/v1/beste-verbindungen",
                api_whatif.best_links,
                Listed[LinkJson],
                *takes.BEST_LINKS,
                refuses=(400, 413),
            ),
            _read(
                "/api/v1/aenderungen",
                api_changes.changes,
                Listed[ChangeJson],
                *takes.CHANGES,
                refuses=(400,),
                whole=True,
            ),
            _read(
                "/api/v1/aenderungen/seit",
                api_upkeep.changes_since,
                Listed[SinceJson],
                *takes.SINCE,
                refuses=(400,),
                whole=True,
            ),
            _send(
                "/api/v1/aenderungen/<int:revision>/zuruecknehmen",
                api_changes.undo_change,
                AddressDescription(AppliedJson, refuses=(507,), writes=True),
                whole=True,
            ),
            _read("/api/v1/openapi.json", openapi.description, dict[str, Any]),
        ),
        after=open_for_reading,
        partly=True,
    ),
    "reconcile": Page(
        (
            *_both("/reconcile", reconcile.answer),
            _get("/reconcile/suggest/entity", reconcile.suggest_entity, "model"),
            _get("/reconcile/suggest/type", reconcile.suggest_type, "model"),
            _get("/reconcile/suggest/property", reconcile.suggest_property, "model"),
            _get("/reconcile/properties", reconcile.propose_properties, "model"),
            _get("/reconcile/preview", reconcile.preview),
        ),
        after=reconcile.open_for_reading,
        partly=True,
    ),
    "sparql": Page(
        (
            *_plain("GET", sparql.answer_get, "/sparql", stands_for="data"),
            *_plain("POST", sparql.answer_post, "/sparql", stands_for="data"),
            *_plain("OPTIONS", sparql.answer_options, "/sparql"),
        ),
        after=sparql.open_for_reading,
    ),
    "updates": Page(
        (
            *_plain("POST", updates.update, "/sparql/update"),
            *_plain("OPTIONS", updates.answer_options, "/sparql/update"),
        )
    ),
    "named_graphs": Page(
        (
            *_plain("GET", named_graphs.read, *STORE),
            *_plain("PUT", named_graphs.replace, *STORE),
            *_plain("POST", named_graphs.extend, *STORE),
            *_plain("DELETE", named_graphs.drop, *STORE),
            *_plain("OPTIONS", named_graphs.answer_options, *STORE),
        ),
        after=named_graphs.open_for_reading,
    ),
    "operation": Page(
        (
            _get("/healthz", operation.health),
            _get("/metrics", operation.metrics),
        ),
        partly=True,
    ),
    "catalogue": Page((_get("/dcat", catalogue.describe),), partly=True),
    "service_description": Page((_get("/.well-known/void", service_description.well_known),), partly=True),
    "dump": Page(
        (
            _get("/dump.nq.gz", dump.quads),
            _get("/dump.trig.gz", dump.trig),
        )
    ),
}


def load_views(is_over: Callable[[], bool] = lambda: False) -> None:
    """Load the modules of all views, so that nobody who asks for another waits; until it is over."""
    for page in PAGES.values():
        for row in page.rows:
            if is_over():
                return
            row.view.load()


def partly_answered() -> frozenset[str]:
    """The endpoints that make do with what their reader may read; every other one looks at all networks."""
    return frozenset(
        f"{word}.{row.view.__name__}"
        for word, page in PAGES.items()
        for row in page.rows
        if page.partly and not row.whole
    )


def register_routes(app: Flask) -> None:
    """Make a blueprint of each page; an endpoint is the page's word and the view's name: `map.show`."""
    for word, page in PAGES.items():
        blueprint = Blueprint(word, __name__)
        for row in page.rows:
            blueprint.add_url_rule(
                row.address,
                row.view.__name__,
                row.view,
                methods=[row.method],
                provide_automatic_options=False if row.own_options else None,
            )
        if page.after:
            blueprint.after_request(page.after)
        app.register_blueprint(blueprint)
    app.config[OPERATIONS] = api_operations()


def api_operations() -> list[ApiOperation]:
    """Every address of the API as it is described to programs."""
    return [
        ApiOperation(row.address, row.method, f"{word}_{row.view.__name__}", row.view, row.described)
        for word, page in PAGES.items()
        for row in page.rows
        if row.described
    ]


def cached_answers() -> dict[str, StandsFor]:
    """What the answers of each endpoint stand for, where they may be given again."""
    return {
        f"{word}.{row.view.__name__}": row.stands_for
        for word, page in PAGES.items()
        for row in page.rows
        if row.stands_for
    }
