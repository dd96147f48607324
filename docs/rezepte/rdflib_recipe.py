"""Den ganzen Bestand in rdflib laden und dort fragen. Aufruf: python rdflib_recipe.py [ADRESSE]."""

import gzip
import sys
from urllib.request import urlopen

from rdflib import Dataset

service = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"

with urlopen(f"{service}/dump.nq.gz") as answer:
    quads = gzip.decompress(answer.read())
dataset = Dataset(default_union=True)
dataset.parse(data=quads, format="nquads")
print(len(dataset), "Aussagen")

question = """
PREFIX netz: <https://w3id.org/akteursnetz/ns#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?name (COUNT(?member) AS ?members) WHERE {
  ?group a netz:WorkingGroup ; skos:prefLabel ?name FILTER(LANG(?name) = "de")
  OPTIONAL { ?member org:memberOf ?group }
} GROUP BY ?name ORDER BY DESC(?members) ?name
"""
# Ebenso läuft jede fertige Frage; ihren Text gibt: akteursnetz query sectors --show
for row in dataset.query(question):
    print(*row, sep="\t")
