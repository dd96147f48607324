"""The content of a workbook as a list that can be edited and read in again: who there is, and who is tied to whom.

Every row has its identifier in a column that is hidden, so that a name may be changed. What is measured and not stated
(partners, gaps) stands behind what can be changed, and is not read back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from graph.export.content import Content, ExportEdge, ExportNode
from graph.export.spreadsheets import Cell
from graph.model import Actor, Ref, Tie
from graph.period import as_exact
from graph.protocol import Store
from graph.terms import SCHEMA
from graph.text import JOINT

ACTOR_COLUMNS = (
    "label", "short", "aliases", "sector", "kind", "groups", "topics", "district", "part_of", "website", "address",
    "note", "state", "partners", "gaps", "iri",
)  # fmt: skip
TIE_COLUMNS = (
    "from", "to", "kind", "topics", "state", "start", "end", "confidence", "weight", "directed", "note", "tie_label",
    "perspective", "evidence", "sources", "tie",
)  # fmt: skip
HIDDEN = ("iri", "tie")
"""Columns that nobody needs to see: identifiers."""
_FURTHER = {"website": SCHEMA + "url", "address": SCHEMA + "address"}

Table = Sequence[Sequence[Cell]]


def actor_list(content: Content) -> Table:
    """A row for each actor, group and network."""
    further = _further(content.analysis.store)
    return [_head(ACTOR_COLUMNS, content), *(_actor_row(node, content, further) for node in content.nodes)]


def tie_list(content: Content) -> Table:
    """A row for each tie between two, and for each part of a whole."""
    names = {node.iri: node.label for node in content.nodes}
    ties = {tie.iri: tie for tie in content.analysis.ties}
    return [
        _head(TIE_COLUMNS, content),
        *(_tie_row(edge, ties.get(edge.tie), names, content) for edge in content.edges),
    ]


def hidden_headings(content: Content) -> frozenset[str]:
    """The headings of the columns with identifiers."""
    return frozenset(_head(HIDDEN, content))


def _head(columns: Sequence[str], content: Content) -> list[str]:
    return [content.words.headings.get(column, column) for column in columns]


def _actor_row(node: ExportNode, content: Content, further: Mapping[tuple[str, str], str]) -> list[Cell]:
    analysis = content.analysis
    actor: Actor | None = analysis.actors.get(node.iri) or analysis.groups.get(node.iri)
    about: dict[str, Cell] = {**node.attributes, "label": node.label, "iri": node.iri}
    if node.attributes["is_network"]:
        about |= {"kind": "", "note": content.words.network}  # a network is no kind of actor
    if actor is not None:
        wholes = [one for one in actor.part_of if one.iri not in analysis.model.networks]
        about |= {
            "aliases": JOINT.join(one for one in actor.aliases if one != actor.short),
            "topics": _joined(actor.topics, content),
            "district": _joined(actor.districts[:1], content),
            "part_of": _joined(wholes[:1], content),
            "note": actor.note,
        }
    about |= {name: further.get((node.iri, name), "") for name in _FURTHER}
    return [about.get(column, "") for column in ACTOR_COLUMNS]


def _tie_row(edge: ExportEdge, tie: Tie | None, names: Mapping[str, str], content: Content) -> list[Cell]:
    headings = content.words.headings
    answer = "yes" if edge.is_directed else "no"
    quotes = [quote for quote in str(edge.attributes.get("evidence", "")).split(" | ") if quote]
    about: dict[str, Cell] = {
        **edge.attributes,
        "from": names[edge.source],
        "to": names[edge.target],
        "tie_label": edge.label,
        "start": as_exact(edge.start, edge.start_precision),
        "end": as_exact(edge.end, edge.end_precision),
        "evidence": JOINT.join(f"„{quote}“" for quote in quotes),
        "weight": tie.weight if tie else edge.weight,
        "directed": headings.get(answer, answer),
    }
    return [about.get(column, "") for column in TIE_COLUMNS]


def _joined(refs: Sequence[Ref], content: Content) -> str:
    return JOINT.join(ref.label.in_language(content.language) for ref in refs)


def _further(store: Store) -> dict[tuple[str, str], str]:
    """What is said of actors besides, which the model does not hold."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, property_iri in _FURTHER.items():
        for subject, value in store.rows(f"SELECT ?s ?o WHERE {{ ?s <{property_iri}> ?o }}"):
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                found[subject.value, name].append(value.value)
    return {of: JOINT.join(sorted(set(values))) for of, values in found.items()}
