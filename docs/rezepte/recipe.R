# Eine Antwort als Tabelle in R, ohne weitere Pakete. Aufruf: Rscript recipe.R [ADRESSE]
arguments <- commandArgs(trailingOnly = TRUE)
service <- if (length(arguments) > 0) arguments[1] else "http://127.0.0.1:8000"

question <- '
PREFIX adms: <http://www.w3.org/ns/adms#>
PREFIX netz: <https://w3id.org/akteursnetz/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?tie ?kind ?state WHERE {
  ?class netz:edgeFrom ?property ; rdfs:label ?kind FILTER(LANG(?kind) = "de")
  ?tie a ?class ; adms:status/skos:prefLabel ?state FILTER(LANG(?state) = "de")
}'
address <- paste0(service, "/sparql?format=csv&query=", URLencode(question, reserved = TRUE))
ties <- read.csv(url(address), encoding = "UTF-8")
print(table(ties$kind, ties$state))
