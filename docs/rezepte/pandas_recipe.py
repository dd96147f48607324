"""Eine Antwort als Tabelle in pandas. Aufruf: python pandas_recipe.py [ADRESSE]."""

import sys
from urllib.parse import urlencode

import pandas as pd

service = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"

question = """
PREFIX adms: <http://www.w3.org/ns/adms#>
PREFIX netz: <https://w3id.org/akteursnetz/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?tie ?kind ?state WHERE {
  ?class netz:edgeFrom ?property ; rdfs:label ?kind FILTER(LANG(?kind) = "de")
  ?tie a ?class ; adms:status/skos:prefLabel ?state FILTER(LANG(?state) = "de")
}
"""
ties = pd.read_csv(f"{service}/sparql?" + urlencode({"query": question, "format": "csv"}))
print(pd.crosstab(ties["kind"], ties["state"]))
