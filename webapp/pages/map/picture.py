"""Makes the picture of an analysis: nodes with a position, edges with evidence, gaps in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from graph.analysis import Analysis
from graph.matters.matter import Matter
from graph.matters.sections import sections_of
from graph.model import Actor, Gap
from graph.network.members import Members, groups_by_member, members_by_group
from webapp.pages.gaps.rows import gap_title
from webapp.pages.map.codes import code_of, count_codes, sector_code
from webapp.pages.map.edges import everyone_of, make_edges, pair_of, with_shared_topics
from webapp.pages.map.facets import make_facets
from webapp.pages.map.filters import Named, facet_depths, facet_labels
from webapp.pages.map.model import DRAWN_MOST, HUES, MapEdge, MapGap, MapGroup, MapNode, MapSector, MapView
from webapp.pages.map.naming import map_names
from webapp.pages.map.time import find_moments
from webapp.pages.topics.view import everybody_by_topic
from webapp.ui.data_day import data_day
from webapp.ui.language import gettext as _
from webapp.ui.language import ngettext
from webapp.ui.links import actor_url, gap_url, group_url, matter_url, resource_url, slug_of
from webapp.ui.memo import of_each
from webapp.ui.palette import UNKNOWN, sector_styles
from webapp.ui.sorting import sort_key
from webapp.ui.wording import STATES, kind_codes, kind_label, state_label

QUOTED = 2
ROW_STEP = 180.0


def make_picture(analysis: Analysis, language: str, *, linked: bool = True) -> MapView:
    """The whole picture of an analysis in one language; not `linked`, nothing leads to pages of the service."""
    members = members_by_group(analysis.ties, analysis.groups)
    edges = make_edges(analysis, language)
    nodes = make_nodes(analysis, members, edges, language, linked=linked)
    edges = with_shared_topics(analysis, edges)
    groups = make_groups(analysis, members, language)
    named = Named(analysis, groups, nodes, language)
    return MapView(
        sectors=make_sectors(analysis.actors.values(), nodes, language),
        groups=groups,
        kinds=count_codes(kind_codes(), kind_label, (edge.kind for edge in edges)),
        states=count_codes(STATES, state_label, (edge.state for edge in edges)),
        nodes=nodes,
        edges=edges,
        gaps=make_gaps(analysis, language, linked=linked) if len(analysis.actors) <= DRAWN_MOST else (),
        facets=make_facets(facet_labels(named), nodes, edges, facet_depths(named)),
        moments=find_moments(edges),
        matters=make_matters(analysis, language, linked=linked) if len(analysis.actors) <= DRAWN_MOST else (),
        data_day=data_day(analysis),
    )


def make_nodes(
    analysis: Analysis, members: Members, edges: Sequence[MapEdge], language: str, *, linked: bool
) -> tuple[MapNode, ...]:
    """Actors and groups in the order of their names, each at its position."""
    everyone = everyone_of(analysis)
    is_drawn = len(analysis.actors) <= DRAWN_MOST
    positions = complete_positions(analysis.positions if is_drawn else {}, everyone)
    gaps = Counter(party.iri for gap in analysis.open_gaps for party in gap.parties)
    near_networks = count_partners(edges, {slug_of(iri) for iri in analysis.named_networks})
    belongs = groups_by_member(members)
    tied = {end for edge in edges for end in edge.ends}
    beside = topics_beside_ties(analysis, edges)
    ordered = sorted(everyone.values(), key=lambda actor: sort_key(actor.label.in_language(language)))
    names = map_names([(actor.label.in_language(language), short_name(actor, analysis)) for actor in ordered])
    return tuple(
        MapNode(
            id=slug_of(actor.iri),
            iri=actor.iri,
            label=actor.label.in_language(language),
            short=short_name(actor, analysis),
            sector=sector_code(actor),
            kind=code_of(actor.kind),
            kind_label=kind_words(actor, analysis, language),
            is_collective=actor.is_collective,
            is_group=actor.iri not in analysis.actors_ever,
            x=positions[actor.iri][0],
            y=positions[actor.iri][1],
            degree=near_networks.get(slug_of(actor.iri), 0) or analysis.partners(actor.iri),
            measures=analysis.measures.figures(actor.iri),
            groups=tuple(sorted(slug_of(group) for group in belongs.get(actor.iri, ()))),
            url=page_of(actor.iri, analysis) if linked else "",
            gaps=gaps[actor.iri],
            confidence=actor.confidence,
            state=actor.state,
            until=actor.end,
            reach=analysis.reach.get(actor.iri, 0) if is_drawn else 0,
            aliases=actor.aliases,
            names=written,
            is_alone=slug_of(actor.iri) not in tied,
            districts=tuple(slug_of(place.iri) for place in actor.districts),
            topics=beside.get(actor.iri, ()),
        )
        for actor, written in zip(ordered, names, strict=True)
    )


def topics_beside_ties(analysis: Analysis, edges: Iterable[MapEdge]) -> dict[str, tuple[str, ...]]:
    """The topics that actors and groups work on, and all above, where no tie of the picture says so; slugs by IRI."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        told[edge.source].update(edge.within_topics)
        told[edge.target].update(edge.within_topics)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for topic, those in sorted(everybody_by_topic(analysis).items()):
        slug = slug_of(topic)
        for iri in those:
            if slug not in told[slug_of(iri)]:
                found[iri].append(slug)
    return {iri: tuple(topics) for iri, topics in found.items()}


def kind_words(actor: Actor, analysis: Analysis, language: str) -> str:
    """What an actor is, in a word; "" when nobody recorded it."""
    if actor.iri in analysis.named_networks:
        return str(_("Netzwerk"))
    return actor.kind.label.in_language(language) if actor.kind else ""


def short_name(actor: Actor, analysis: Analysis) -> str:
    """What stands on the map where the full name has no room; a network is then just called so, as in its minutes."""
    return actor.short or (str(_("Netzwerk")) if actor.iri in analysis.named_networks else "")


def page_of(iri: str, analysis: Analysis) -> str:
    """Address of the page of a group, an actor or a network."""
    if iri in analysis.named_networks:
        return resource_url(iri)
    return group_url(iri) if iri in analysis.groups else actor_url(iri)


def complete_positions(
    positions: dict[str, tuple[float, float]], everyone: Iterable[str]
) -> dict[str, tuple[float, float]]:
    """A position for everyone: who has none from the layout stands in a row below."""
    rounded = {iri: (round(float(x), 1), round(float(y), 1)) for iri, (x, y) in positions.items()}
    left = min((x for x, _ in rounded.values()), default=0.0)
    below = max((y for _, y in rounded.values()), default=0.0) + ROW_STEP
    missing = [iri for iri in sorted(everyone) if iri not in rounded]
    return {**rounded, **{iri: (left + ROW_STEP * index, below) for index, iri in enumerate(missing)}}


def count_partners(edges: Iterable[MapEdge], networks: Collection[str]) -> dict[str, int]:
    """Whom each network that stands on the map itself is connected with by existing ties; it is in no other count."""
    near = (edge for edge in edges if edge.source in networks or edge.target in networks) if networks else ()
    pairs = {pair_of(edge) for edge in near if edge.state == "exists"}
    return Counter(end for pair in pairs for end in pair if end in networks)


def make_sectors(actors: Iterable[Actor], nodes: Iterable[MapNode], language: str) -> tuple[MapSector, ...]:
    """Sectors that occur, by name; those not recorded last."""
    labels = {code_of(sector): sector.label.in_language(language) for actor in actors if (sector := actor.sector)}
    numbers = Counter(node.sector for node in nodes if not node.is_group and not node.is_former)
    styles = sector_styles(numbers)
    known = sorted((code for code in numbers if code != UNKNOWN), key=lambda code: sort_key(labels[code]))
    unknown = [UNKNOWN] if numbers[UNKNOWN] else []
    return tuple(MapSector(code, labels.get(code, ""), styles[code], numbers[code]) for code in [*known, *unknown])


def make_groups(analysis: Analysis, members: Members, language: str) -> tuple[MapGroup, ...]:
    """Groups with members first, as only they have an area; then by German name, so that tints never change."""
    by_name = sorted(analysis.groups.values(), key=lambda group: sort_key(group.label.in_language("de")))
    ordered = sorted(by_name, key=lambda group: not members[group.iri])
    return tuple(
        MapGroup(
            id=slug_of(group.iri),
            iri=group.iri,
            label=group.label.in_language(language),
            members=tuple(slug_of(iri) for iri in sorted(members[group.iri])),
            state=group.state,
            hue=index % HUES,
        )
        for index, group in enumerate(ordered)
    )


def order_gaps(gaps: Iterable[Gap]) -> list[Gap]:
    """What somebody demanded first, then by score."""
    return sorted(gaps, key=lambda gap: (gap.kind != "demanded", -gap.score, gap.id))


def make_gaps(analysis: Analysis, language: str, *, linked: bool) -> tuple[MapGap, ...]:
    """Open gaps in words, in their order. A picture that is not drawn has none of its own: there can be very many."""
    ordered = order_gaps(analysis.open_gaps)
    return tuple(of_each(analysis, f"gaps {linked}", ordered, lambda gap: make_gap(gap, language, linked=linked)))


def make_gap(gap: Gap, language: str, *, linked: bool) -> MapGap:
    """One gap in words; `about` is its topic or else its subject."""
    return MapGap(
        id=gap.id,
        title=gap_title(gap),
        rule=gap.title.in_language(language),
        kind=gap.kind,
        about=(gap.topic or gap.subject).label.in_language(language),
        parties=tuple(slug_of(party.iri) for party in gap.parties),
        reason=gap.reasons[0].text.in_language(language) if gap.reasons else "",
        evidence=gap.evidence,
        url=gap_url(gap.id) if linked else "",
    )


def make_matters(analysis: Analysis, language: str, *, linked: bool) -> tuple[MapGap, ...]:
    """What a group has to decide, in its order, in the words of a gap: `reason` is the question."""
    sections = sections_of(analysis.matters)
    return tuple(make_matter(one, language, linked=linked) for one in (*sections.asked, *sections.noticed))


def make_matter(matter: Matter, language: str, *, linked: bool) -> MapGap:
    """One matter, with its first quotes; its rule is how often it was demanded or named."""
    return MapGap(
        id=matter.id,
        title=matter.title.in_language(language),
        rule=_asked(matter),
        kind="matter",
        about=(matter.topic or matter.subject).label.in_language(language),
        parties=tuple(slug_of(party.iri) for party in matter.parties),
        reason=matter.question.in_language(language),
        evidence=matter.evidence[:QUOTED],
        url=matter_url(matter.id) if linked else "",
    )


def _asked(matter: Matter) -> str:
    demands, problems = len(matter.demands), len(matter.problems)
    if demands:
        return ngettext("eine Forderung", "%(num)d Forderungen", demands)
    if problems:
        return ngettext("ein offener Punkt", "%(num)d offene Punkte", problems)
    said: str = _("gefordert") if matter.is_demanded else _("fällt auf")
    return said
