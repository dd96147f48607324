"""What a newcomer writes for each of the changes in CONTRIBUTING, and the program that looks for all of them."""

from __future__ import annotations

from dataclasses import dataclass

EN, DE = "webapp/translations/en/LC_MESSAGES/messages.po", "webapp/translations/de/LC_MESSAGES/messages.po"


@dataclass(frozen=True, slots=True)
class Addition:
    """A change by its row in CONTRIBUTING: its places, and what is put into which file behind which text.

    A place is a folder or a file; the folders of a page's room are one. Behind "" is the end of the file.
    """

    change: str
    places: tuple[tuple[str, ...], ...]
    edits: tuple[tuple[str, str, str], ...]


def translation(catalogue: str, said: str, translated: str) -> tuple[str, str, str]:
    """A sentence at the end of a catalogue."""
    return catalogue, "", f'\nmsgid "{said}"\nmsgstr "{translated}"\n'


RULE = """# title@de: Sehr langer Name
# title@en: Very long name
# kind: rule
# severity: low
# why@de: „{subject}“ hat einen sehr langen Namen.
# why@en: “{subject}” has a very long name.
# recommendation@de: Einen kürzeren eintragen.
# recommendation@en: Enter a shorter one.
# parameter: ?network iri
# parameter: ?date date
PREFIX netz: <https://w3id.org/akteursnetz/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?subject ?a ?b ?topic ?network WHERE {
  VALUES (?network ?date) { (UNDEF UNDEF) }  # parameters
  ?mention netz:inNetwork ?network ; netz:party ?subject .
  ?subject skos:prefLabel ?name . FILTER(STRLEN(STR(?name)) > 40)
}
"""
KIND = """
netz:Mentoring a owl:Class ; rdfs:subClassOf netz:Tie ;
  rdfs:label "Patenschaft"@de , "mentorship"@en ; netz:pluralLabel "Patenschaften"@de , "mentorships"@en ;
  netz:edgeFrom netz:mentor ; netz:edgeTo netz:mentee ; netz:edgeDirected true ; netz:edgeWeight 1.0 .
"""
SHAPE = """
nsh:Mentoring a sh:NodeShape ; sh:targetClass netz:Mentoring ;
  sh:property [ sh:path netz:mentor ; sh:minCount 1 ;
    sh:message "Der Patenschaft fehlt, wer begleitet."@de , "The mentorship does not say who mentors."@en ] .
"""
FORMAT = '''"""Names of actors, one a line."""

from __future__ import annotations

from graph.export.content import Content


def write(content: Content) -> bytes:
    """The labels in the order of the content."""
    return "\\n".join(node.label for node in content.nodes).encode()
'''
FORMAT_ROW = """
    ExportFormat("names", "As a list of names (TXT)", "text/plain; charset=utf-8", "txt", "names"),"""
MEASURE = '''

def mean_degree(flat: nx.Graph[str]) -> float:
    """Partners of an actor on average; 0 without actors."""
    return 2 * flat.number_of_edges() / len(flat) if len(flat) else 0.0
'''
FIGURE_IMPORT = "from graph.measures.cohesion import mean_degree\n"
FIGURE = """
        Figure("mean_degree", gettext("Partner im Mittel"), mean_degree(analysis.simple)),"""
CLOSENESS = """    near = nx.closeness_centrality(flat)
"""
NEAR = """

def _near(analysis: Analysis) -> Table:
    rows = [TableRow(analysis.model.ref(row.iri), (row.closeness,)) for row in analysis.measures.actors]
    return Table("naehe", gettext("Wer allen nah ist"), "", (gettext("Name"), gettext("Nähe")), ranked(rows))
"""
SIZE = """
    Size("naehe", _l("Nähe"), _l("Die Größe zeigt, wer allen nah ist."), lambda node: node.measures["closeness"]),"""
COLUMN = """,
    ActorColumn(
        "laenge",
        _l("Länge des Namens"),
        lambda _: lambda actor: len(say(actor.label)),
        say_number,
        _order_number,
        is_number=True,
    ),
"""
COLOURING = """
    ColourBy(
        "stand",
        _l("Stand"),
        _l("Die Farbe zeigt, wer schon besteht."),
        lambda picture: (
            ((NO_TINT, _("besteht")), ("warn", _("besteht noch nicht"))),
            {node.id: int(node.state != "exists") for node in picture.nodes},
        ),
    ),"""
RIM = """
    Rim("unsure", _l("so nicht gesagt"), lambda node: node.confidence != "stated", dashes=(1, 2), width=2),
"""
FILTER = """
    Filter(
        name="eintrag",
        heading=_l("Sicherheit des Eintrags"),
        of="nodes",
        attribute="confidence",
        field="confidence",
        labels=_coded(lambda: CONFIDENCES, confidence_label),
    ),"""
ENGINE = '''"""A store in memory under another name."""

from __future__ import annotations

from graph.store.embedded import EmbeddedStore


class EchoStore(EmbeddedStore):
    """Keeps statements as the one in memory does."""
'''
OPENED = """
    if scheme == "echo":
        from graph.store.echo import EchoStore

        return EchoStore(None, url=url)"""
FIELD = """    founded: str = stated("https://schema.org/foundingDate", "first day", "")
"""
DESCRIBED = """    founded: Annotated[str, Meta(description="The first day it was there, empty for unknown.")]
"""
GAP_FIELD = """    hint: Ref = field(default_factory=lambda: Ref("urn:x:hinweis", Text("Hinweis", "Hint")))
"""
FORM_FIELD = """(and what a city adds)

nsh:founded sh:path schema:foundingDate ; sh:name "Gegründet"@de , "Founded"@en ; sh:order 2 ; sh:group nsh:Main ;
  sh:datatype xsd:date ; sh:maxCount 1 .

# """
CHANGE = '''"""A remark on an actor, as a coordinator writes it."""

from __future__ import annotations

import pyoxigraph as ox

from graph.protocol import Applied, Change, Store
from graph.terms import BASE, SKOS, network_slug


def write_note(store: Store, iri: str, note: str, author: str) -> Applied:
    """Add the remark in the network's own graph, in one change."""
    graph = ox.NamedNode(f"{BASE}{network_slug(iri)}/graph/netzwerk")
    quad = ox.Quad(ox.NamedNode(iri), ox.NamedNode(SKOS + "note"), ox.Literal(note, language="de"), graph)
    return store.apply(Change(add=[quad], author=author, reason="Note"))
'''
VIEW = '''"""`/bemerkung`: a remark on an actor."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.upkeep.actor_note import write_note
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.form_pages import form_page
from webapp.ui.links import iri_of


def ask(slug: str) -> ResponseReturnValue:
    """The form."""
    return form_page("notes/form.html", slug=slug)


def write(slug: str) -> ResponseReturnValue:
    """Keep the remark and show the actor with it."""
    forms.check_form()
    write_note(get_store(), iri_of(slug), request.form["note"], forms.known_name())
    return redirect(url_for("actors.show", slug=slug), 303)
'''
TEMPLATE = """{% extends "base.html" %}
{% block main %}
<form method="post" action="{{ url_for('notes.write', slug=slug) }}">
  <input type="hidden" name="token" value="{{ token }}">
  <textarea name="note" aria-label="{{ _('Bemerkung') }}"></textarea>
  <button type="submit">{{ _('Speichern') }}</button>
</form>
{% endblock %}
"""
VIEW_IMPORT = 'notes = FunctionsOf("webapp.pages.notes.routes")\n'
ADDRESSES = """
    "notes": Page(
        (_get("/bemerkung/<path:slug>", notes.ask), _post("/bemerkung/<path:slug>", notes.write)), partly=True
    ),"""

FRENCH = """    fr: str = _language("Français")
"""
CATALOGUE = """msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Akteure"
msgstr "Acteurs"

msgid "There is no network called %(name)s."
msgstr "Aucun réseau ne s’appelle %(name)s."
"""

ADDITIONS = (
    Addition("a gap rule", (("ontology/rules/",),), (("ontology/rules/name-very-long.rq", "", RULE),)),
    Addition(
        "a kind of tie",
        (("ontology/core.ttl",), ("ontology/shapes.ttl",)),
        (("ontology/core.ttl", "", KIND), ("ontology/shapes.ttl", "", SHAPE)),
    ),
    Addition(
        "a file format to write",
        (("graph/export/",),),
        (
            ("graph/export/names.py", "", FORMAT),
            ("graph/export/formats.py", "\nFORMATS = (", FORMAT_ROW),
            translation(DE, "As a list of names (TXT)", "Als Liste von Namen (TXT)"),
        ),
    ),
    Addition(
        "a measure",
        (("graph/measures/",), ("webapp/pages/measures/",)),
        (
            ("graph/measures/cohesion.py", "", MEASURE),
            (
                "webapp/pages/measures/key_figures.py",
                "import Analysis\n",
                "from graph.measures.cohesion import mean_degree\n",
            ),
            ("webapp/pages/measures/key_figures.py", "    components = found.components\n    return [", FIGURE),
            translation(EN, "Partner im Mittel", "Mean number of partners"),
        ),
    ),
    Addition(
        "a measure of each actor",
        (("graph/measures/",), ("webapp/pages/measures/",), ("webapp/pages/map/signs.py",)),
        (
            ("graph/measures/centrality.py", "    demanded: int\n", "    closeness: float\n"),
            ("graph/measures/centrality.py", "    cuts = articulation_points(flat)\n", CLOSENESS),
            ("graph/measures/centrality.py", "demanded=wanted[iri],\n", "            closeness=near[iri],\n"),
            ("graph/measures/centrality.py", 'FIGURES = ("betweenness",', ' "closeness",'),
            ("webapp/pages/measures/actor_tables.py", "        _roles(analysis),\n", "        _near(analysis),\n"),
            ("webapp/pages/measures/actor_tables.py", "", NEAR),
            ("webapp/pages/map/signs.py", "\nSIZES = (", SIZE),
            translation(EN, "Wer allen nah ist", "Who is near to everybody"),
            translation(EN, "Nähe", "Closeness"),
            translation(EN, "Die Größe zeigt, wer allen nah ist.", "The size shows who is near to everybody."),
        ),
    ),
    Addition(
        "a column of the actors' table",
        (("webapp/pages/actors/columns.py",),),
        (
            ("webapp/pages/actors/columns.py", "KIND, GROUPS, PARTNERS, GAPS", COLUMN),
            translation(EN, "Länge des Namens", "Length of the name"),
        ),
    ),
    Addition(
        "a size, colour or rim of the map's signs",
        (("webapp/pages/map/signs.py",),),
        (
            ("webapp/pages/map/signs.py", "\nCOLOURINGS = (", COLOURING),
            ("webapp/pages/map/signs.py", "\nRIMS = (COLLECTIVE,", RIM),
            translation(EN, "Die Farbe zeigt, wer schon besteht.", "The colour shows who exists already."),
        ),
    ),
    Addition(
        "a filter in the map's legend",
        (("webapp/pages/map/filters.py",),),
        (
            ("webapp/pages/map/filters.py", "\nFILTERS = (", FILTER),
            translation(EN, "Sicherheit des Eintrags", "Certainty of the entry"),
        ),
    ),
    Addition(
        "a store engine",
        (("graph/store/",),),
        (
            ("graph/store/echo.py", "", ENGINE),
            ("graph/store/open.py", '    scheme, folder = url.partition(":")[0], folder_of(url)', OPENED),
        ),
    ),
    Addition(
        "a field of the API",
        (("graph/model.py",), ("webapp/api/schemas.py",)),
        (
            ("graph/model.py", '= stated(SKOS + "altLabel", "text", ())\n', FIELD),
            ("webapp/api/schemas.py", "from __future__ import annotations\n", "\nfrom typing import Annotated\n"),
            ("webapp/api/schemas.py", "from msgspec import Struct", ", Meta"),
            ("webapp/api/schemas.py", "    collective: bool\n", DESCRIBED),
        ),
    ),
    Addition(
        "a field of a gap or a matter",
        (("graph/model.py",), ("graph/gaps/rows.py",)),
        (
            (
                "graph/model.py",
                "    figures: Mapping[str, float] = field(default_factory=dict, hash=False)\n",
                GAP_FIELD,
            ),
            ("graph/gaps/rows.py", "    doubt: str\n", "    hint: RefJson\n"),
        ),
    ),
    Addition(
        "a page with a form of its own",
        (("graph/upkeep/",), ("webapp/pages/", "webapp/templates/"), ("webapp/routes.py",)),
        (
            ("graph/upkeep/actor_note.py", "", CHANGE),
            ("webapp/pages/notes/__init__.py", "", '"""A remark on an actor. Never shows one."""\n'),
            ("webapp/pages/notes/routes.py", "", VIEW),
            ("webapp/templates/notes/form.html", "", TEMPLATE),
            (
                "webapp/routes.py",
                'measures = FunctionsOf("webapp.pages.measures.routes")\n',
                VIEW_IMPORT,
            ),
            ("webapp/routes.py", "\nPAGES: Mapping[str, Page] = {", ADDRESSES),
            translation(EN, "Bemerkung", "Remark"),
        ),
    ),
    Addition(
        "a field of a form",
        (("ontology/forms.ttl",),),
        (
            ("ontology/forms.ttl", "sh:property nsh:fieldName , nsh:fieldShort , nsh:actorKindField", " , nsh:founded"),
            (
                "ontology/forms.ttl",
                "\n\n# Actors and groups ",
                FORM_FIELD,
            ),
        ),
    ),
    Addition(
        "a language",
        (("graph/model.py",), ("webapp/translations/",)),
        (
            ("graph/model.py", '    en: str = _language("English")\n', FRENCH),
            ("webapp/translations/fr/LC_MESSAGES/messages.po", "", CATALOGUE),
        ),
    ),
)

PROBE = '''
import json
import re

import pyoxigraph as ox

import webapp
from graph.load.files import create_with_magdeburg
from graph.protocol import Change
from graph.store.open import open_store
from tests.support.clients import at_the_machine
from webapp.cli.console import console_language
from webapp.settings import Settings

FACTS = """
@base <https://netz.invalid/id/magdeburg/> .
@prefix adms: <http://www.w3.org/ns/adms#> . @prefix netz: <https://w3id.org/akteursnetz/ns#> .
@prefix nk: <https://w3id.org/akteursnetz/code#> . @prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<jobcenter> schema:foundingDate "2005" ; skos:prefLabel "Pôle emploi"@fr .
<agentur-fuer-arbeit> schema:foundingDate "im Frühjahr" .
<p1> a netz:Mentoring ; netz:inNetwork <netzwerk> ; adms:status nk:exists ; netz:confidence nk:stated ;
  netz:mentor <jobcenter> ; netz:mentee <agentur-fuer-arbeit> .
"""
store = open_store("memory:")
create_with_magdeburg(store)
home = ox.NamedNode("https://netz.invalid/id/magdeburg/graph/netzwerk")
found = ox.parse(FACTS.encode(), format=ox.RdfFormat.TURTLE)
store.apply(Change(add=[ox.Quad(one.subject, one.predicate, one.object, home) for one in found]))
client = at_the_machine(webapp.create_app(Settings(), store))


def text(address, language="de"):
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200, (address, answer.status_code, answer.get_data(as_text=True)[:500])
    return answer.get_data(as_text=True)


def data(address):
    return json.loads(text(address))


form = text("/bemerkung/magdeburg/jobcenter")
token = re.search(r'name="token" value="([^"]+)"', form)[1]
sent = client.post("/bemerkung/magdeburg/jobcenter", data={"token": token, "note": "Ruft donnerstags zurück."})
unknown = client.get("/akteure?netz=nirgends&lang=fr", headers={"Accept": "text/html"})
echo = open_store("echo:")
print()
print(json.dumps({
    "file": webapp.__file__,
    "gaps": data("/api/v1/luecken"),
    "what_if": text("/was-waere-wenn"),
    "ties": data("/api/v1/beziehungen"),
    "map": data("/api/v1/karte.json"),
    "map_page": text("/karte"),
    "map_page_en": text("/karte", "en"),
    "drawing": text("/karte/export.svg?farbe=stand&groesse=naehe"),
    "nodes": text("/api/v1/export.knoten.csv?stand=exists"),
    "filtered": text("/karte/export.svg?eintrag=stated"),
    "names": text("/api/v1/export.names"),
    "openapi": data("/api/v1/openapi.json"),
    "figures": data("/api/v1/kennzahlen"),
    "measures_page": text("/auswertung"),
    "measures_page_en": text("/auswertung", "en"),
    "near": data("/auswertung.json?tabelle=naehe"),
    "actors_page": text("/akteure?sortierung=laenge&richtung=ab"),
    "actors_page_en": text("/akteure", "en"),
    "actors": data("/api/v1/akteure"),
    "unreadable": data("/api/v1/nicht-gelesen"),
    "french_page": text("/akteure?lang=fr"),
    "french": data("/api/v1/akteure?lang=fr"),
    "french_gaps": data("/api/v1/luecken?lang=fr"),
    "unknown": unknown.get_data(as_text=True),
    "console": console_language({"LANG": "fr_FR.UTF-8"}),
    "engine": [type(echo).__name__, echo.url],
    "form": form,
    "own_form": text("/aendern?iri=magdeburg/jobcenter"),
    "own_form_en": text("/eintragen/akteur", "en"),
    "sent": sent.status_code,
    "profile": text("/akteure/magdeburg/jobcenter"),
}))
'''
