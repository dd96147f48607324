"""What the map shows for a selection, as a SPARQL query: a row for each actor and each of its visible ties.

The query says the same as `selection.py` in terms of the data; tests compare its rows with the map. It grows with
the selection: what no filter asks for is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.export.content import HIERARCHY_KIND
from graph.rdf.actor_classes import NOT_ACTORS, ORGANISATIONS
from graph.terms import NETZ, PREFIXES, WHOLES, local_name
from webapp.pages.map.filters import BY_NAME
from webapp.pages.map.scope import Scope
from webapp.pages.map.selection import Selection
from webapp.ui.language import gettext as _
from webapp.ui.palette import UNKNOWN
from webapp.ui.wording import kind_label

NAMES = "skos:prefLabel|rdfs:label|foaf:name|schema:name|dct:title"
ENDS = "netz:party|org:member|org:organization|netz:object"
PART_OF = "|".join(f"org:{local_name(one)}" for one in WHOLES)
EVENTS = NOT_ACTORS - {NETZ + "Network"}
GROUPS = (NETZ + "WorkingGroup", NETZ + "Network")
UNSAID_OF_TIES = ("thema", "quelle", "sicht", "guete", "sicherheit")
UNSAID = ("akteursart", "stadtteil", *UNSAID_OF_TIES)
"""Filters that the query does not say in terms of the data: it lists what they leave."""


def write_query(selection: Selection, scope: Scope) -> str:
    """The query whose rows are the visible actors with their visible ties; isolated ones have a row without a tie."""
    return QueryWriter(selection, scope).query()


class QueryWriter:
    """Writes the parts of the query; every method takes the names of its variables and gives a group pattern."""

    def __init__(self, selection: Selection, scope: Scope) -> None:
        self.selection, self.scope = selection, scope
        self.filters_actors = bool(selection.of("sektor") or selection.of("gruppe"))
        self.filters_ties = bool(selection.of("art") or selection.of("stand"))
        self.shows_parts = scope.has_parts and (HIERARCHY_KIND in selection.of("art") or not selection.of("art"))
        has_focus = selection.depth and selection.actor in scope.iris
        self.unsaid = [name for name in UNSAID if selection.of(name)]
        self.lists_ties = selection.has_any(UNSAID_OF_TIES) or bool(selection.day)
        self.is_listed = (
            has_focus or self.unsaid or scope.has_former or (scope.network and self.filters_ties and self.shows_parts)
        )

    def query(self) -> str:
        """The whole query, with the prefixes that it uses."""
        body = f"""\
{self.unsaid_note()}SELECT DISTINCT ?actor ?actorName ?tie ?kindName ?stateName ?other ?otherName WHERE {{
  # {_("Wer zu sehen ist")}
  {{ SELECT DISTINCT ?actor WHERE {{
{indent(self.visible("actor"), 4)}
  }} }}
{indent(self.name("actor", "actor"), 2)}
  # {_("Verbindungen mit anderen, die auch zu sehen sind")}
  OPTIONAL {{
{indent(self.visible_tie(), 4)}
  }}
}}
ORDER BY ?actorName ?kindName ?stateName ?otherName
"""
        used = {prefix: namespace for prefix, namespace in PREFIXES.items() if f"{prefix}:" in body}
        return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in used.items()) + body

    def unsaid_note(self) -> str:
        """Which filters cannot be read from the query."""
        unsaid = [*(str(BY_NAME[name].heading) for name in self.unsaid), *([_("Zeit")] if self.selection.day else [])]
        if not unsaid:
            return ""
        filters = ", ".join(unsaid)
        note = _("Nicht als Bedingung gesagt: %(filters)s. Was diese Filter lassen, ist einzeln aufgezählt.")
        return f"# {note % {'filters': filters}}\n"

    def visible_tie(self) -> str:
        """A tie to another visible party, with names; whoever has a tie is visible, unless actors are filtered."""
        is_limited = self.filters_actors or self.is_listed or self.scope.network
        other = f"{{ SELECT DISTINCT ?other WHERE {{\n{indent(self.visible('other'), 2)}\n}} }}"
        tie = self.tie("actor", "other", "tie", checked=() if is_limited else ("other",), named=True)
        return lines(tie, other if is_limited else "", self.name("other", "other"))

    def visible(self, who: str) -> str:
        """Whom the filters leave: actors and groups; the parties of a chosen gap whatever the filters say."""
        if self.is_listed:
            return values(who, self.scope.shown)
        if self.filters_actors:
            parts = [self.actors(who), *([values(who, self.scope.groups)] if self.scope.groups else [])]
        elif self.filters_ties:
            partner = f"{who}_partner"
            parts = [self.tie(who, partner, f"{who}_tie", checked=(who, partner))]
        else:
            parts = [self.everyone(who)]
        found = union(*parts, *([values(who, self.scope.gap)] if self.scope.gap else []))
        return lines(
            f"{{ SELECT ?{who} WHERE {{\n{indent(found, 2)}\n}} }}" if "UNION" in found else found, goes_on(who)
        )

    def everyone(self, who: str) -> str:
        """All actors and groups of the network, and the networks that ties name as a party."""
        ends = lines(f"?{who}_any {ENDS} ?{who} .", self.in_network(f"{who}_any"), self.no_event(who))
        if self.scope.network is not None:
            return union(ends, *([values(who, self.scope.untied)] if self.scope.untied else []))
        organised = lines(values(f"{who}_class", sorted(ORGANISATIONS)), f"?{who} a/rdfs:subClassOf* ?{who}_class .")
        return union(lines(ends, f"?{who}_any a/rdfs:subClassOf*/netz:edgeFrom ?{who}_end ."), organised)

    def actors(self, who: str) -> str:
        """Actors of the chosen sectors and groups; with a filter on ties, those that have such a tie."""
        parts = [self.in_sector(who)] if self.selection.of("sektor") else []
        if self.selection.of("gruppe"):
            parts += [self.member(who)]
        if self.filters_ties:
            partner = f"{who}_partner"
            parts += [self.tie(who, partner, f"{who}_tie", checked=(who, partner))]
        if self.scope.network is not None:
            parts += [f"{{ SELECT DISTINCT ?{who} WHERE {{\n{indent(self.everyone(who), 2)}\n}} }}"]
        return lines(*parts, f"MINUS {{ {values(f'{who}_no', GROUPS)} ?{who} a ?{who}_no }}")

    def member(self, who: str) -> str:
        """Members of the chosen groups, by memberships that exist."""
        groups = values(f"{who}_group", self.known(self.selection.of("gruppe")))
        membership = f"?{who}_membership a netz:Membership ; org:member ?{who} ; org:organization ?{who}_group ."
        return lines(groups, membership, self.in_network(f"{who}_membership"), state(f"{who}_membership", ["exists"]))

    def in_sector(self, who: str) -> str:
        """Actors of the chosen sectors; of the unknown one are those whose kind belongs to none."""
        kind = f"?{who} org:classification|netz:standsFor ?{who}_kind ."
        parts = []
        if known := self.known(self.selection.of("sektor") - {UNKNOWN}):
            parts.append(lines(values(f"{who}_sector", known), kind, f"?{who}_kind skos:broader* ?{who}_sector ."))
        if UNKNOWN in self.selection.of("sektor"):
            top = f"?{who}_kind skos:broader* ?{who}_top . ?{who}_top skos:topConceptOf nk:actorKinds ."
            parts.append(lines(self.everyone(who), f"MINUS {{ {top} {kind} }}"))
        return union(*parts) if parts else values(who, ())

    def tie(self, source: str, target: str, tie: str, *, checked: Iterable[str] = (), named: bool = False) -> str:
        """Two ends of a tie, either way round, that passes the filters on kind and state.

        `checked` are the ends that could be an event, which is no actor; with `named` kind and state have names.
        """
        kinds = sorted(self.selection.of("art") - {HIERARCHY_KIND})
        parts = []
        if kinds or not self.selection.of("art"):
            events = [lines(self.no_event(end), "" if self.is_listed else goes_on(end)) for end in checked]
            name = self.name(f"{tie}_class", "kind") if named else ""
            parts.append(lines(self.stated_tie(source, target, tie, kinds), *events, name))
        if self.shows_parts:
            word = f'BIND("{kind_label(HIERARCHY_KIND)}" AS ?kindName)' if named else ""
            parts.append(lines(self.part_and_whole(source, target, tie), word))
        both = union(*parts) if parts else f"VALUES (?{source} ?{target}) {{ }}"
        return lines(both, self.name(f"{tie}_state", "state")) if named else both

    def stated_tie(self, source: str, target: str, tie: str, kinds: list[str]) -> str:
        """A tie that the data state: which properties hold its ends is said by its class."""
        return lines(
            values(f"{tie}_class", [self.scope.kinds.get(kind, NETZ + kind) for kind in kinds]) if kinds else "",
            f"?{tie}_class netz:edgeFrom ?{tie}_from ; netz:edgeTo ?{tie}_to .",
            f"?{tie} a/rdfs:subClassOf* ?{tie}_class .",
            values(tie, self.scope.ties) if self.lists_ties else "",
            self.in_network(tie),
            f"{{ ?{tie} ?{tie}_from ?{source} ; ?{tie}_to ?{target} }} UNION",
            f"{{ ?{tie} ?{tie}_from ?{target} ; ?{tie}_to ?{source} }}",
            f"FILTER(?{source} != ?{target})",
            *(self.same_side(source, target, tie) if self.scope.has_handovers else ()),
            state(tie, () if self.lists_ties else sorted(self.selection.of("stand"))),
        )

    def same_side(self, source: str, target: str, tie: str) -> list[str]:
        """Where one side hands over to another, two of the same side are not connected by that."""
        return [
            f"FILTER NOT EXISTS {{ ?{tie} netz:{here} ?{source}, ?{target} ; netz:{there} ?{tie}_opposite .\n"
            f"  FILTER NOT EXISTS {{ VALUES ?{tie}_both {{ 1 }} {{ ?{tie} netz:{there} ?{source} }}"
            f" UNION {{ ?{tie} netz:{there} ?{target} }} }} }}"
            for here, there in (("fromParty", "toParty"), ("toParty", "fromParty"))
        ]

    def part_and_whole(self, source: str, target: str, tie: str) -> str:
        """Part and whole, where no tie connects the two already; the state is that of the part."""
        both = union(
            *(
                f"?{part} {PART_OF} ?{whole} . BIND(?{part} AS ?{tie}_part)"
                for part, whole in ((source, target), (target, source))
            )
        )
        drawn = lines(f"?{tie}_drawn {ENDS} ?{source}, ?{target} .", self.in_network(f"{tie}_drawn"))
        post = f"FILTER(NOT EXISTS {{ ?{tie}_part a org:Post }} || EXISTS {{ ?{tie}_held {ENDS} ?{tie}_part }})"
        return lines(
            both,
            self.listed_parts(source, target) if self.lists_ties else "",
            f"FILTER NOT EXISTS {{ {drawn} }}",
            *(f"FILTER NOT EXISTS {{ ?{end} a netz:Network }}" for end in (source, target)),
            post,
            state(f"{tie}_part", sorted(self.selection.of("stand")), f"{tie}_state"),
        )

    def listed_parts(self, source: str, target: str) -> str:
        """The visible pairs of part and whole, either way round."""
        pairs = {*self.scope.parts, *((whole, part) for part, whole in self.scope.parts)}
        rows = " ".join(f"({shorten(one)} {shorten(other)})" for one, other in sorted(pairs))
        return f"VALUES (?{source} ?{target}) {{ {rows} }}"

    def in_network(self, what: str) -> str:
        """What the chosen network states; nothing to ask when it is all of them."""
        return f"?{what} netz:inNetwork <{self.scope.network}> ." if self.scope.network else ""

    def no_event(self, who: str) -> str:
        """Events can be an end of a tie, but are no actors."""
        return f"MINUS {{ {values(f'{who}_event', sorted(EVENTS))} ?{who} a/rdfs:subClassOf* ?{who}_event }}"

    def name(self, what: str, name: str) -> str:
        """The name of what a variable holds, in the reader's language or without any."""
        wanted = f'LANG(?{name}Name) IN ("{self.scope.language}", "")'
        return f"OPTIONAL {{ ?{what} {NAMES} ?{name}Name . FILTER({wanted}) }}"

    def known(self, slugs: Iterable[str]) -> list[str]:
        """The IRIs of codes and slugs, without those that nobody knows."""
        return sorted(self.scope.iris[slug] for slug in slugs if slug in self.scope.iris)


def state(what: str, wanted: Iterable[str], name: str = "") -> str:
    """The state of something, which exists when nobody says otherwise; one of those wanted when there are any."""
    name = name or f"{what}_state"
    codes = [f"nk:{one}" for one in wanted]
    first = f"FILTER NOT EXISTS {{ ?{what} adms:status ?{name}1 FILTER(STR(?{name}1) < STR(?{name})) }}"
    if codes and "nk:exists" not in codes:
        return f"VALUES ?{name} {{ {' '.join(codes)} }} ?{what} adms:status ?{name} . {first}"
    bound = f"OPTIONAL {{ ?{what} adms:status ?{name}d }} BIND(COALESCE(?{name}d, nk:exists) AS ?{name}) {first}"
    return lines(bound, f"FILTER(?{name} IN ({', '.join(codes)}))" if codes else "")


def goes_on(who: str) -> str:
    """Whoever has ended is on no map of today; groups keep their place."""
    return f"FILTER NOT EXISTS {{ ?{who} adms:status nk:ended FILTER NOT EXISTS {{ ?{who} a netz:WorkingGroup }} }}"


def values(name: str, iris: Iterable[str]) -> str:
    """A variable that is one of these."""
    return f"VALUES ?{name} {{ {' '.join(map(shorten, iris))} }}"


def shorten(iri: str) -> str:
    """One IRI with a prefix, when its local name needs no escape."""
    for prefix, namespace in PREFIXES.items():
        name = iri.removeprefix(namespace)
        if name != iri and name.isalnum():
            return f"{prefix}:{name}"
    return f"<{iri}>"


def union(*parts: str) -> str:
    """Either of several patterns."""
    if len(parts) == 1:
        return parts[0]
    return "\nUNION\n".join(f"{{\n{indent(part, 2)}\n}}" for part in parts)


def lines(*parts: str) -> str:
    """One pattern after the other, without empty ones."""
    return "\n".join(part for part in parts if part)


def indent(text: str, by: int) -> str:
    """Every line moved to the right."""
    return "\n".join(" " * by + line for line in text.splitlines())
