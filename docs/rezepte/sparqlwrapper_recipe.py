"""Fragen mit SPARQLWrapper: Zeilen und ein Graph. Aufruf: python sparqlwrapper_recipe.py [ADRESSE]."""

import sys

from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

service = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
PREFIXES = """
PREFIX adms: <http://www.w3.org/ns/adms#>
PREFIX netz: <https://w3id.org/akteursnetz/ns#>
PREFIX nk: <https://w3id.org/akteursnetz/code#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

endpoint = SPARQLWrapper(f"{service}/sparql")
endpoint.setMethod(POST)  # lange Fragen passen in keine Adresse

endpoint.setQuery(
    PREFIXES
    + """
    SELECT ?name ?topicName WHERE {
      ?interface a netz:Interface ; adms:status nk:demanded ; skos:prefLabel ?name .
      ?interface netz:topic/skos:prefLabel ?topicName .
      FILTER(LANG(?name) = "de" && LANG(?topicName) = "de")
    } ORDER BY ?name"""
)
endpoint.setReturnFormat(JSON)
for row in endpoint.queryAndConvert()["results"]["bindings"]:
    print(row["name"]["value"], row["topicName"]["value"], sep="\t")

endpoint.setQuery(PREFIXES + "CONSTRUCT { ?actor org:memberOf ?group } WHERE { ?actor org:memberOf ?group }")
endpoint.setReturnFormat(TURTLE)
print(endpoint.queryAndConvert().decode())
