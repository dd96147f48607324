"""A form is what the shapes say: a property more is a field more, a class of somebody's own has a form."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import NotFound
from graph.load.files import load_files
from graph.protocol import Change, Store
from graph.rdf.actor_classes import ORGANISATIONS
from graph.store.open import open_store
from graph.terms import FOAF, NETZ, NK, ORG, RDF, RDFS, SCHEMA, SKOS, XSD
from graph.upkeep.forms.form_for import form_for
from graph.upkeep.forms.names import KnownThings
from graph.upkeep.forms.typed import read_field

OWN = "https://stadt.example/ns#"
SHAPE = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix org: <{ORG}> . @prefix own: <{OWN}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix nsh: <https://w3id.org/akteursnetz/shapes#> .
own:Shape a sh:NodeShape ; sh:targetClass org:Organization ; sh:property [ sh:path own:openingHours ;
  sh:name "Öffnungszeiten"@de , "Opening hours"@en ; sh:description "Wann jemand da ist."@de ; sh:order 9 ;
  sh:group nsh:Main ; sh:datatype xsd:string ; sh:maxLength 80 ; sh:maxCount 1 ; sh:message "Bitte kürzer."@de ] ."""


@pytest.mark.parametrize(
    "class_iri",
    [
        *(ORG + one for one in ("FormalOrganization", "OrganizationalUnit")),
        *(
            NETZ + one
            for one in (
                *(
                    "ActorGroup",
                    "WorkingGroup",
                    "Programme",
                    "Network",
                    "Membership",
                    "Interface",
                    "Funding",
                    "Mandate",
                ),
                *("Participation", "Finding", "Demand", "Passage", "Measure", "Indicator"),
            )
        ),
        *(SKOS + "Concept", SCHEMA + "Event", FOAF + "Document", FOAF + "Person"),
    ],
)
def test_every_kind_of_entry_has_a_form_in_both_languages(magdeburg: Store, class_iri: str) -> None:
    form = form_for(magdeburg, class_iri)
    assert form.label.de
    assert form.label.en
    for field in form.fields:
        assert field.label.de, field.path
        assert field.label.en, field.path
        assert field.group.label.de
    assert next(iter(form.fields)).group.label.de == "Das Wichtigste"


def test_a_property_added_to_a_shape_is_a_field(store: Store) -> None:
    assert form_for(store, ORG + "FormalOrganization").field(OWN + "openingHours") is None
    quads = [ox.Quad(*triple) for triple in ox.parse(SHAPE, format=ox.RdfFormat.TURTLE)]
    graph = ox.NamedNode("urn:shapes")
    store.apply(Change(add=[ox.Quad(q.subject, q.predicate, q.object, graph) for q in quads]))
    field = form_for(store, ORG + "FormalOrganization").field(OWN + "openingHours")
    assert field is not None
    assert (field.label.de, field.label.en, field.help.de) == ("Öffnungszeiten", "Opening hours", "Wann jemand da ist.")
    assert (field.editor, field.longest, field.at_most, field.message.de) == ("line", 80, 1, "Bitte kürzer.")
    assert field.group.label.de == "Das Wichtigste"


LIMITS = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix org: <{ORG}> . @prefix own: <{OWN}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix dash: <http://datashapes.org/dash#> .
own:Limits a sh:NodeShape ; sh:targetClass org:Organization ; sh:property
  [ sh:path own:size ; sh:in ( "klein" "groß" ) ; sh:maxCount 1 ] ,
  [ sh:path own:barrierFree ; sh:datatype xsd:boolean ] ,
  [ sh:path own:places ; sh:datatype xsd:integer ; sh:minInclusive 1 ; sh:maxInclusive 500 ] ,
  [ sh:path own:site ; sh:nodeKind sh:IRI ] ,
  [ sh:path own:code ; sh:datatype xsd:string ; sh:pattern "^[A-Z]{{3}}$" ] ,
  [ sh:path own:hours ; sh:datatype xsd:string ; dash:editor dash:TextAreaEditor ; dash:singleLine false ] ."""
TYPED = (
    ("size", "choice", "groß", ox.Literal("groß"), "riesig"),
    ("barrierFree", "choice", "true", ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")), "vielleicht"),
    ("places", "number", "40", ox.Literal("40", datatype=ox.NamedNode(XSD + "integer")), "501"),
    ("site", "line", "https://stadt.example/", ox.NamedNode("https://stadt.example/"), "javascript:alert(1)"),
    ("code", "line", "ABC", ox.Literal("ABC"), "abcd"),
    ("hours", "paragraph", "Mo\nDi", ox.Literal("Mo\nDi"), ""),
)


def test_whatever_a_shape_says_of_values_its_field_takes_and_no_other(tmp_path: Path) -> None:
    store = open_store(f"oxigraph:{tmp_path / 'store'}")
    (tmp_path / "store" / "shapes").mkdir()
    (tmp_path / "store" / "shapes" / "stadt.ttl").write_text(LIMITS, "utf-8")
    form = form_for(store, ORG + "FormalOrganization")
    for name, editor, right, term, wrong in TYPED:
        field = form.field(OWN + name)
        assert field is not None
        assert field.editor == editor, name
        taken = read_field(field, [right], lambda: KnownThings({}, {}), {})
        assert (taken.terms, taken.problems) == ({OWN + name: [term]}, []), name
        assert not wrong or read_field(field, [wrong], lambda: KnownThings({}, {}), {}).problems, name
    store.close()


def test_a_shape_that_lies_beside_the_store_is_one_too(tmp_path: Path) -> None:
    store = open_store(f"oxigraph:{tmp_path / 'store'}")
    (tmp_path / "store" / "shapes").mkdir()
    (tmp_path / "store" / "shapes" / "stadt.ttl").write_text(SHAPE, "utf-8")
    assert form_for(store, ORG + "FormalOrganization").field(OWN + "openingHours") is not None
    assert form_for(store, NETZ + "Interface").field(OWN + "openingHours") is None
    store.close()


def test_a_class_of_somebodys_own_has_a_form_with_its_ends(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        f"""@prefix own: <{OWN}> . @prefix netz: <{NETZ}> . @prefix rdfs: <{RDFS}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
own:Secondment a owl:Class ; rdfs:subClassOf netz:Tie ; rdfs:label "Abordnung"@de , "secondment"@en ;
  netz:edgeFrom own:sender ; netz:edgeTo own:receiver .
own:sender rdfs:label "entsendet"@de . own:receiver rdfs:label "nimmt auf"@de .
own:Club a owl:Class ; rdfs:subClassOf <{ORG}Organization> ; rdfs:label "Klub"@de .""",
        "utf-8",
    )
    load_files(store, [path])
    form = form_for(store, OWN + "Secondment")
    assert form.label.de == "Abordnung"
    assert form.is_tie
    assert [field.label.de for field in form.fields[:2]] == ["entsendet", "nimmt auf"]
    assert {field.editor for field in form.fields[:2]} == {"thing"}
    club = form_for(store, OWN + "Club")
    assert (club.label.de, club.types) == ("Klub", (OWN + "Club",))
    assert club.field(SKOS + "prefLabel", "de") is not None


def test_limits_and_codes_come_from_the_shapes_that_refuse(magdeburg: Store) -> None:
    state = form_for(magdeburg, NETZ + "Interface").field("http://www.w3.org/ns/adms#status")
    assert state is not None
    assert (state.at_least, state.at_most) == (1, 1)
    assert [one.iri.removeprefix(NK) for one in state.choices] == ["exists", "planned", "demanded", "ended", "unclear"]
    kind = form_for(magdeburg, NETZ + "WorkingGroup").field(ORG + "classification")
    assert kind is not None
    assert {one.label.de for one in kind.choices} >= {"ständige Arbeitsgruppe"} or len(kind.choices) == 5


def test_a_code_of_somebodys_own_is_a_choice(own_magdeburg: Store) -> None:
    node, graph = ox.NamedNode(OWN + "mosque"), ox.NamedNode("urn:codes")
    said: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (RDF + "type", ox.NamedNode(SKOS + "Concept")),
        (SKOS + "inScheme", ox.NamedNode(NK + "actorKinds")),
        (SKOS + "prefLabel", ox.Literal("Moscheeverein", language="de")),
    ]
    own_magdeburg.apply(Change(add=[ox.Quad(node, ox.NamedNode(path), value, graph) for path, value in said]))
    kind = form_for(own_magdeburg, ORG + "FormalOrganization").field(ORG + "classification")
    assert kind is not None
    assert OWN + "mosque" in {one.iri for one in kind.choices}


def test_a_class_that_no_shape_speaks_of_has_no_form(store: Store) -> None:
    with pytest.raises(NotFound):
        form_for(store, "urn:nothing")


def test_an_actor_of_any_vocabulary_has_a_form(magdeburg: Store) -> None:
    assert [one for one in ORGANISATIONS if not form_for(magdeburg, one).field(SKOS + "prefLabel", "de")] == []
    assert form_for(magdeburg, SCHEMA + "NGO").field(ORG + "classification")
