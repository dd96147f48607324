"""Changes of all kinds at random to a small city with one thing of each sort, to hold what follows against all anew."""

from __future__ import annotations

import random

import pyoxigraph as ox

from graph.protocol import Change, Store
from graph.query.memory_copy import memory_copy
from graph.rdf.intervals import OF_INTERVALS
from graph.rdf.mappings import INVERSE, shipped_mappings
from graph.rdf.values import EXPECTED
from graph.terms import ADMS, BASE, DCT, FOAF, NETZ, NK, OA, ORG, PROV, RDF, RDFS, SCHEMA, SKOS

CITY = """<n/netz> a netz:Network ; skos:prefLabel 'Netz'@de . <m/netz> a netz:Network ; skos:prefLabel 'Zweites'@de .
    <amt> a org:Organization ; skos:prefLabel 'Amt'@de ; netz:inNetwork <n/netz> ; org:classification nk:art .
    <verein> a org:Organization ; skos:prefLabel 'Verein'@de ; skos:altLabel 'V' ; org:unitOf <amt> .
    <ag> a netz:WorkingGroup ; skos:prefLabel 'AG'@de ; netz:inNetwork <n/netz> ; netz:topic <thema> .
    <thema> a skos:Concept ; skos:prefLabel 'Sprache'@de . nk:art a skos:Concept ; skos:prefLabel 'Art'@de ;
      skos:broader nk:sektor . nk:sektor skos:topConceptOf nk:actorKinds ; skos:prefLabel 'Sektor'@de .
    netz:WorkingGroup rdfs:subClassOf org:OrganizationalUnit . netz:Demand rdfs:subClassOf netz:Finding .
    <s1> a netz:Interface ; netz:party <amt>, <verein> ; adms:status nk:exists ; netz:inNetwork <n/netz> ;
      netz:evidence <zitat> . <m1> a netz:Membership ; org:member <verein> ; org:organization <ag> .
    <zitat> oa:exact 'Wort' ; oa:start 4 ; oa:end 8 ; prov:wasQuotedFrom <protokoll> .
    <protokoll> skos:prefLabel 'Protokoll'@de . <sitzung> a schema:Event ; schema:startDate '2016-11-30' .
    <wunsch> a netz:Demand ; netz:raisedBy <ag> ; netz:raisedAt <sitzung> ; netz:callsFor <s1> ; netz:concerns <amt> .
    <x> org:memberOf <ag> . <ag> org:hasMember <y> . <x> org:linkedTo <y> . <amt> schema:member <x> .
    <frau> a foaf:Person ; org:memberOf <ag> . <m2> a org:Membership ; org:member <x> ; org:organization <amt> ;
      org:memberDuring <dauer> . <dauer> <http://www.w3.org/2006/time#hasBeginning> <jahr> .
    <jahr> <http://www.w3.org/2006/time#inXSDgYear> '2015' ."""

ACTORS = ("amt", "verein", "ag", "x", "y", "neu", "frau")
OTHERS = (
    *("thema", "s1", "s2", "m1", "m2", "zitat", "protokoll", "sitzung", "wunsch", "klage", "n/netz", "m/netz"),
    *("dauer", "jahr"),
)
THINGS = [*(BASE + name for name in (*ACTORS, *OTHERS)), NK + "art", NK + "sektor"]
CLASSES = [
    *(ORG + name for name in ("Organization", "OrganizationalUnit", "Membership")),
    *(NETZ + name for name in ("Interface", "Membership", "Mandate", "WorkingGroup", "Demand", "Challenge")),
    *(NETZ + "ActorGroup", NETZ + "Network", SCHEMA + "Event", SKOS + "Concept"),
    *(SCHEMA + "NGO", FOAF + "Person", FOAF + "Agent"),
]
LITERALS = [
    ox.Literal("Neu", language="de"),
    ox.Literal("New", language="en"),
    *(ox.Literal(text) for text in ("Amt", "", "2016", "2016-11-30", "offen", "3", "3,5", "-1")),
    ox.Literal("2015", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")),
    ox.Literal(4),
]
RARE = {
    RDFS + "subClassOf",
    SKOS + "broader",
    SKOS + "topConceptOf",
    *(NETZ + "edge" + name for name in ("From", "To")),
    *OF_INTERVALS,
    INVERSE,
}
"""Where one of these changes all is read anew; so that what is followed is tried too, they come seldom."""
FOREIGN = {one for ways in shipped_mappings().ways.values() for one in (*ways.same, *ways.inverse)}
PROPERTIES = sorted({*EXPECTED, *FOREIGN, SCHEMA + "name", DCT + "title"} - RARE)
OFTEN = [
    RDF + "type",
    SKOS + "prefLabel",
    ADMS + "status",
    *(NETZ + name for name in ("party", "inNetwork", "evidence", "topic", "raisedBy", "concerns", "raisedAt")),
    *(
        ORG + name
        for name in ("member", "organization", "memberOf", "hasMember", "linkedTo", "classification", "unitOf")
    ),
    *(ORG + name for name in ("hasUnit", "hasMembership")),
    SCHEMA + "member",
    OA + "exact",
    PROV + "wasQuotedFrom",
    SCHEMA + "startDate",
]
GRAPHS = [ox.NamedNode(BASE + name) for name in ("n/graph/a", "n/graph/b", "m/graph/a", "sonst")]


def thing(dice: random.Random) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode("b0") if dice.random() < 0.03 else ox.NamedNode(dice.choice(THINGS))


def statement(dice: random.Random) -> ox.Quad:
    graph = dice.choice(GRAPHS) if dice.random() < 0.95 else ox.DefaultGraph()
    if dice.random() < 0.01:
        rare = ox.NamedNode(dice.choice(sorted(RARE)))
        return ox.Quad(thing(dice), rare, ox.NamedNode(dice.choice(THINGS + CLASSES)), graph)
    predicate = dice.choice(OFTEN if dice.random() < 0.7 else PROPERTIES)
    expected = EXPECTED.get(predicate, "text")
    value: ox.NamedNode | ox.BlankNode | ox.Literal
    if predicate == RDF + "type":
        value = ox.NamedNode(dice.choice(CLASSES))
    elif predicate == ADMS + "status":
        value = ox.NamedNode(NK + dice.choice(("exists", "demanded", "ended", "sonst")))
    elif (expected == "resource") == (dice.random() < 0.93):
        value = thing(dice)
    else:
        value = dice.choice(LITERALS)
    return ox.Quad(thing(dice), ox.NamedNode(predicate), value, graph)


def change(store: Store, dice: random.Random) -> None:
    chance = dice.random()
    if chance < 0.1 and store.revision > 1:
        store.undo(dice.randint(2, store.revision))
        return
    held = [quad for quad in memory_copy(store).written() if not str(quad.graph_name).endswith("abgeleitet>")]
    remove = dice.sample(held, min(len(held), dice.choice((0, 0, 1, 2, 5)))) if held else []
    come = [statement(dice) for _ in range(dice.choice((0, 1, 1, 2, 4)))]
    clear = [dice.choice(GRAPHS)] if chance > 0.99 else []
    store.apply(Change(add=come, remove=remove, clear=clear, checked=False))
