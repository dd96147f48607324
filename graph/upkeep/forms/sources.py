"""What a saved entry rests on: a passage of a document, what somebody says on a day, or the reason of a correction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import pyoxigraph as ox

from graph.errors import DataInvalid
from graph.model import SPOKEN, Text
from graph.protocol import Store
from graph.terms import DCT, FOAF, NETZ, NK, OA, PROV, RDF, SKOS, XSD
from graph.text import name, natural_number
from graph.upkeep.forms.addresses import root_of
from graph.upkeep.forms.names import known_things

SourceKind = Literal["said", "document", "reason"]
_LONGEST_WORDING, _LONGEST_REASON = 4_000, 500
_QUOTES = (
    "SELECT ?p ?quote ?start WHERE {{ ?p <{prov}wasQuotedFrom> {document} ; <{oa}exact> ?quote ; <{oa}start> ?start }}"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where somebody knows it from. `author` says or saves it on the ISO `day`.

    `document` and `wording`: where it stands, and what stands there; `reason`: why it is changed.
    """

    kind: SourceKind = "said"
    author: str = ""
    day: str = ""
    document: str = ""
    wording: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """The passage that entries rest on from now on, its statements, and how sure that is; "" for a mere reason.

    `document`: what the passage is from, as people call it.
    """

    passage: str = ""
    quads: tuple[ox.Quad, ...] = ()
    confidence: str = ""
    document: Text = field(default_factory=Text)


def prove(store: Store, source: Source, network: str, graph: ox.NamedNode, said: str) -> Proof:
    """What a source comes to. `said`: what is entered, in words. Raises DataInvalid (422) where something is missing.

    What somebody types without a document is never what a document says.
    """
    if len(source.reason) > _LONGEST_REASON or len(source.wording) > _LONGEST_WORDING:
        raise DataInvalid("The reason or the wording is too long.", hint="Say it shorter.")
    if source.kind == "document":
        return _quoted(store, source, network, graph)
    if source.kind == "reason":
        if not source.reason:
            raise DataInvalid(
                "Please say why this is changed.", hint="A few words are enough, for example “typing error”."
            )
        return Proof()
    public = public_side(store, source)
    return _said(public, network, graph, source.wording or said or said_by(public).de)


def _said(source: Source, network: str, graph: ox.NamedNode, wording: str) -> Proof:
    label = said_by(source)
    root = root_of(network)
    key = hashlib.sha256(f"{source.author}\n{source.day}".encode()).hexdigest()[:10]
    document = ox.NamedNode(f"{root.rstrip('/')}{SPOKEN}{key}")
    quads = [
        ox.Quad(document, ox.NamedNode(RDF + "type"), ox.NamedNode(FOAF + "Document"), graph),
        *(
            ox.Quad(document, ox.NamedNode(SKOS + "prefLabel"), ox.Literal(label.only_in(code), language=code), graph)
            for code in ("de", "en")
        ),
        ox.Quad(
            document,
            ox.NamedNode(DCT + "created"),
            ox.Literal(source.day, datatype=ox.NamedNode(XSD + "date")),
            graph,
        ),
    ]
    passage, quoted = _passage(root, document, wording, 0, graph)
    return Proof(passage, (*quads, *quoted), NK + "external", label)


def public_side(store: Store, source: Source) -> Source:
    """The same without an author who is a person: nobody is named in public, the list of changes knows who it was."""
    return replace(source, author="") if source.author and store.names_somebody(source.author) else source


def said_by(source: Source) -> Text:
    """What the document is called that stands for what somebody says."""
    year, month, day = source.day.split("-")
    by = (f" von {source.author}", f" by {source.author}") if source.author else ("", "")
    return Text(f"Angabe{by[0]} am {day}.{month}.{year}", f"Statement{by[1]} of {source.day}")


def _quoted(store: Store, source: Source, network: str, graph: ox.NamedNode) -> Proof:
    """A passage of a document: one that is known, a part of one whose place is known, or a new one."""
    if not source.document or not source.wording:
        raise DataInvalid("Please name the document and quote the passage.", hint="Or choose what you know it from.")
    known = known_things(store, [FOAF + "Document"])
    found = known.called(source.document)
    label = Text(source.document)
    quads: list[ox.Quad] = []
    document = ox.NamedNode(found[0]) if found else _new_document(source, network, graph, quads)
    if found:
        label = known.labels[found[0]]
        query = _QUOTES.format(prov=PROV, oa=OA, document=document)
        for row in sorted(store.select(query), key=str):
            place = name(row["quote"]).find(source.wording)
            if place == 0 and name(row["quote"]) == source.wording:
                return Proof(name(row["p"]), (), NK + "stated", label)
            begin = natural_number(name(row["start"]))
            if place >= 0 and begin is not None:
                passage, quoted = _passage(root_of(network), document, source.wording, place + begin, graph)
                return Proof(passage, tuple(quoted), NK + "stated", label)
    passage, quoted = _passage(root_of(network), document, source.wording, 0, graph)
    return Proof(passage, (*quads, *quoted), NK + "stated", label)


def _new_document(source: Source, network: str, graph: ox.NamedNode, quads: list[ox.Quad]) -> ox.NamedNode:
    key = hashlib.sha256(source.document.encode()).hexdigest()[:10]
    document = ox.NamedNode(f"{root_of(network)}quelle/{key}")
    quads.append(ox.Quad(document, ox.NamedNode(RDF + "type"), ox.NamedNode(FOAF + "Document"), graph))
    quads.append(ox.Quad(document, ox.NamedNode(SKOS + "prefLabel"), ox.Literal(source.document, language="de"), graph))
    return document


def _passage(
    root: str, document: ox.NamedNode, wording: str, start: int, graph: ox.NamedNode
) -> tuple[str, list[ox.Quad]]:
    key = hashlib.sha256(f"{document.value}\n{start}\n{wording}".encode()).hexdigest()[:16]
    node = ox.NamedNode(f"{root}beleg/{key}")
    said: Sequence[tuple[str, ox.NamedNode | ox.Literal]] = (
        (RDF + "type", ox.NamedNode(NETZ + "Passage")),
        (OA + "exact", ox.Literal(wording)),
        (OA + "start", ox.Literal(start)),
        (OA + "end", ox.Literal(start + len(wording))),
        (PROV + "wasQuotedFrom", document),
    )
    return node.value, [ox.Quad(node, ox.NamedNode(predicate), value, graph) for predicate, value in said]
