"""The query mix: what coordinators and analysts ask, in our vocabulary, over the default graph.

Eight short queries make the mix, three aggregates over the whole network are measured one by one. Number N asks the
same of every engine. A cold query never comes twice: its parameters change, and its LIMIT, which is never reached.
"""

from __future__ import annotations

import random
import re
from urllib.parse import quote

from client import Answer

TOPICS = 18
REPEATED_TEXTS = 64
JSON = "application/sparql-results+json"
_LIMIT = 1_000_000
_PREFIXES = """PREFIX adms: <http://www.w3.org/ns/adms#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX netz: <https://w3id.org/akteursnetz/ns#>
PREFIX nk: <https://w3id.org/akteursnetz/code#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

MIX = {
    "what is said of an actor": "SELECT ?row ?value { <{actor}> ?row ?value }",
    "members of a group": """SELECT ?row ?label {
      ?m org:organization <{group}> ; org:member ?row . ?row skos:prefLabel ?label }""",
    "partners of an actor by topic": """SELECT ?row ?partner ?topic {
      ?row a netz:Interface ; netz:party <{actor}>, ?partner ; netz:topic ?topic . FILTER(?partner != <{actor}>) }""",
    "a district's actors and their groups": """SELECT ?row ?label ?group {
      ?row dct:spatial <{district}> ; skos:prefLabel ?label .
      OPTIONAL { ?m org:member ?row ; org:organization ?group } }""",
    "actors of a kind on a topic in no group": """SELECT ?row ?label {
      ?row netz:topic <{topic}> ; org:classification nk:{kind} ; skos:prefLabel ?label .
      FILTER NOT EXISTS { ?m org:member ?row } }""",
    "who is two ties away": """SELECT (COUNT(DISTINCT ?far) AS ?number) {
      <{actor}> ^netz:party/netz:party/^netz:party/netz:party ?far }""",
    "open demands on a topic": """SELECT ?row ?label ?by {
      ?row a netz:Demand ; netz:callsFor ?target ; netz:topic <{topic}> ; skos:prefLabel ?label ; netz:raisedBy ?by .
      ?target adms:status nk:demanded }""",
    "labels with a word": """SELECT ?row ?label {
      ?row a netz:WorkingGroup ; skos:prefLabel ?label . FILTER(CONTAINS(LCASE(?label), "{digits}")) }""",
}
AGGREGATES = {
    "members of every group": "SELECT ?row (COUNT(?m) AS ?number) { ?m org:organization ?row } GROUP BY ?row",
    "ties by topic of a kind of actor": """SELECT ?row (COUNT(?i) AS ?number) {
      ?i a netz:Interface ; netz:topic ?row ; netz:party ?a . ?a org:classification nk:welfare } GROUP BY ?row""",
    "ties by pair of kinds": """SELECT ?row ?other (COUNT(?i) AS ?number) {
      ?i a netz:Interface ; netz:party ?a, ?b . ?a org:classification ?row . ?b org:classification ?other .
      FILTER(STR(?a) < STR(?b)) } GROUP BY ?row ?other""",
}
_KINDS = ("municipality", "employer", "welfare", "migrantOrg", "school", "association")
_BASE = "https://netz.invalid/id/zufallsstadt"
_ROWS = re.compile(rb'"row"\s*:\s*\{')
_NUMBERS = re.compile(rb'"number"\s*:\s*\{[^}]*?"value"\s*:\s*"?(\d+)')


class Mix:
    """Targets of requests: what to put behind a server's query address."""

    def __init__(self, actors: int, path: str) -> None:
        self._actors = actors
        self._path = path

    def cold(self, number: int) -> str:
        return self._target(self._text(number, _LIMIT + number))

    def repeated(self, number: int) -> str:
        return self._target(self._text(number % REPEATED_TEXTS, _LIMIT))

    def aggregate(self, name: str, turn: int) -> str:
        return self._target(f"{_PREFIXES}{AGGREGATES[name]} LIMIT {_LIMIT + turn}")

    def _target(self, query: str) -> str:
        return f"{self._path}?query={quote(query, safe='')}"

    def _text(self, number: int, limit: int) -> str:
        chance = random.Random(number)  # noqa: S311 - the same numbers for every engine
        template = list(MIX.values())[number % len(MIX)]
        values = {
            "actor": f"{_BASE}/akteur/{chance.randint(1, self._actors)}",
            "group": f"{_BASE}/gruppe/{chance.randint(1, max(6, self._actors // 12))}",
            "district": f"{_BASE}/ort/{chance.randint(1, max(5, self._actors // 30))}",
            "topic": f"{_BASE}/thema/{chance.randint(1, TOPICS)}",
            "kind": chance.choice(_KINDS),
            "digits": str(chance.randint(10, 99)),
        }
        for name, value in values.items():
            template = template.replace("{" + name + "}", value)
        return f"{_PREFIXES}{template} LIMIT {limit}"


def outcome(answer: Answer) -> tuple[int, int]:
    """What engines have to agree on: the number of rows, and the sum of what was counted."""
    return len(_ROWS.findall(answer.body)), sum(map(int, _NUMBERS.findall(answer.body)))
