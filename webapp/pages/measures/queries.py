"""The tables that are a query, as SPARQL: whoever wants to check a number or ask further starts there."""

from __future__ import annotations

from collections.abc import Collection

from graph.model import State
from graph.query.parts import with_parts
from graph.terms import NK, prefix_lines


def members_query(states: Collection[State], network: str | None) -> str:
    """Members of each group."""
    return _query(
        "?group (COUNT(DISTINCT ?actor) AS ?members)",
        _membership(states, network),
        "GROUP BY ?group ORDER BY DESC(?members) ?group",
    )


def several_groups_query(states: Collection[State], network: str | None) -> str:
    """Actors in two or more groups."""
    ending = "GROUP BY ?actor HAVING(COUNT(DISTINCT ?group) > 1) ORDER BY DESC(?groups) ?actor"
    return _query("?actor (COUNT(DISTINCT ?group) AS ?groups)", _membership(states, network), ending)


def topics_query(states: Collection[State], network: str | None, least: int) -> str:
    """Actors of each topic, by what they name and by so many ties at least."""
    counted = ", ".join(f"nk:{state}" for state in states)
    chosen = f"VALUES ?network {{ <{network}> }} " if network else ""
    inside = f" ?tie netz:inNetwork <{network}> ." if network else ""
    body = f"""  {{ SELECT DISTINCT ?actor WHERE {{ {chosen}INCLUDE <actors-of-network> }} }}
  {{ ?actor netz:topic ?topic }} UNION {{
    SELECT ?actor ?topic WHERE {{
      INCLUDE <at-work>
      FILTER(?status IN ({counted})){inside}
    }} GROUP BY ?actor ?topic HAVING(COUNT(DISTINCT ?tie) >= {least})
  }}"""
    ending = "GROUP BY ?topic ORDER BY DESC(?actors) ?topic"
    return with_parts(_query("?topic (COUNT(DISTINCT ?actor) AS ?actors)", body, ending))


def _membership(states: Collection[State], network: str | None) -> str:
    kind = "?tie a ?kind VALUES ?kind { netz:Membership org:Membership }"  # plain ORG data have the second alone
    tie = f"{kind}\n  ?tie org:member ?actor ; org:organization ?group ."
    return f"  {tie}\n  ?group a netz:WorkingGroup .\n  {_counted(states, network)}"


def _counted(states: Collection[State], network: str | None) -> str:
    values = " ".join(f"<{NK}{state}>" for state in states)
    inside = f" ?tie netz:inNetwork <{network}> ." if network else ""
    first = "FILTER NOT EXISTS { ?tie adms:status ?first FILTER(STR(?first) < STR(?state)) }"
    return f"?tie adms:status ?state . VALUES ?state {{ {values} }} {first}{inside}"


def _query(columns: str, body: str, ending: str) -> str:
    return f"{prefix_lines()}\nSELECT {columns} WHERE {{\n{body}\n}}\n{ending}"
