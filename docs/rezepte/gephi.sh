#!/bin/sh
# Knoten und Kanten als CSV, wie Gephi sie einliest. Aufruf: sh gephi.sh [ADRESSE]
set -eu
service=${1:-http://127.0.0.1:8000}

ask() {
  curl -sSf "$service/sparql" -H 'Accept: text/csv' --data-urlencode "query=
    PREFIX netz: <https://w3id.org/akteursnetz/ns#>
    PREFIX org: <http://www.w3.org/ns/org#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    $1"
}

ask 'SELECT DISTINCT (?actor AS ?Id) (?name AS ?Label) (?kindName AS ?Kind) WHERE {
  ?actor org:linkedTo|org:memberOf|^org:memberOf ?other ; skos:prefLabel ?name FILTER(LANG(?name) = "de")
  OPTIONAL {
    ?actor (org:classification|netz:standsFor)/skos:prefLabel ?kindName FILTER(LANG(?kindName) = "de")
  }
} ORDER BY ?Id' > knoten.csv

ask 'SELECT (?one AS ?Source) (?two AS ?Target) ("Undirected" AS ?Type) (?link AS ?Label) WHERE {
  { ?one org:linkedTo ?two FILTER(STR(?one) < STR(?two)) BIND("Schnittstelle" AS ?link) }
  UNION
  { ?one org:memberOf ?two BIND("Mitgliedschaft" AS ?link) }
} ORDER BY ?Source ?Target' > kanten.csv

wc -l knoten.csv kanten.csv
