#!/bin/sh
# Fragen, Ressourcen und der ganze Bestand mit curl. Aufruf: sh curl.sh [ADRESSE]
set -eu
service=${1:-http://127.0.0.1:8000}

# 1. Eine eigene Frage, als CSV
curl -sSf "$service/sparql" -H 'Accept: text/csv' --data-urlencode 'query=
  PREFIX netz: <https://w3id.org/akteursnetz/ns#>
  PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
  SELECT ?group ?name WHERE {
    ?group a netz:WorkingGroup ; skos:prefLabel ?name FILTER(LANG(?name) = "de")
  } ORDER BY ?name'

# 2. Was über einen Akteur gesagt ist, als Turtle: seiner IRI folgen
curl -sSf "$service/id/magdeburg/jobcenter" -H 'Accept: text/turtle'

# 3. Alles, als N-Quads; mit dem ETag vom letzten Mal wird nur Neues geladen
curl -sSf "$service/dump.nq.gz" --etag-compare etag.txt --etag-save etag.txt -o dump.nq.gz
gzip -dc dump.nq.gz | head -n 3
