"""Puts a few statements in Turtle into a store, for tests that need a small city of their own."""

from __future__ import annotations

import pyoxigraph as ox

from graph.protocol import Change, Store
from graph.terms import BASE

PREFIXES = """
@base <https://netz.invalid/id/> .
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix netz: <https://w3id.org/akteursnetz/ns#> .
@prefix nk: <https://w3id.org/akteursnetz/code#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def add(store: Store, turtle: str, graph: str = "stadt/graph/quelle") -> None:
    parsed = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    home = ox.NamedNode(BASE + graph)
    store.apply(Change(add=[ox.Quad(one.subject, one.predicate, one.object, home) for one in parsed]))
