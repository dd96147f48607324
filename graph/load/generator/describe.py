"""A planted network in the terms of the ontology, resource by resource."""

from __future__ import annotations

from itertools import pairwise

from graph.libraries import np
from graph.load.generator import paths
from graph.load.generator.network import FIELDS, TOPICS, Numbers
from graph.load.generator.plant import STATES, Planted
from graph.load.generator.words import (
    FIELD_WITHOUT_GROUP,
    FIELD_WITHOUT_MANDATE,
    KINDS,
    SECTORS,
    UNNAMED_KIND,
    WORKED,
    district_name,
    word,
)
from graph.load.generator.write import Statement, StatementWriter, date, each, integer, iri, text

INTERFACE_KINDS = ("information", "alignment", "handover", "jointOffer")
_KIND_SHARES = (0.40, 0.35, 0.15, 0.10)
_HANDOVER = INTERFACE_KINDS.index("handover")
CONFIDENCES = ("stated", "inferred", "external")
_CONFIDENCE_SHARES = (0.85, 0.10, 0.05)
_DATED = 0.7  # the share of interfaces whose beginning is known
_STEERING_MEMBERS = 3  # of each sector

ALL_FIELDS = {
    **WORKED,
    FIELD_WITHOUT_GROUP[0]: FIELD_WITHOUT_GROUP[1],
    FIELD_WITHOUT_MANDATE[0]: FIELD_WITHOUT_MANDATE[1],
}
TOPIC_NAMES = tuple(name for topics in ALL_FIELDS.values() for name in topics)
IN_NETWORK: Statement = ("netz:inNetwork", iri(paths.NETWORK))
STATED: Statement = ("netz:confidence", "nk:stated")
EXISTS: Statement = ("adms:status", "nk:exists")


def describe(writer: StatementWriter, planted: Planted, rng: np.random.Generator) -> None:
    """Write the network: frame, topics, minutes, actors, groups with members and mandates, interfaces."""
    _frame(writer)
    _topics(writer)
    _minutes(writer, planted)
    _actors(writer, planted, rng)
    _groups(writer, planted)
    _memberships(writer, planted)
    _mandates(writer, planted)
    _interfaces(writer, planted, rng)


def actor_name(planted: Planted, number: int) -> str:
    """What an actor is called: `Beratungsstelle Lindenhof`."""
    return KINDS[planted.actors.kind[number]].name.format(word=word(number))


def group_name(planted: Planted, number: int) -> str:
    """What a group is called, by its first topic: `AG Wohnungssuche 3`."""
    return f"AG {TOPIC_NAMES[int(np.argmax(planted.groups.topics[number]))]} {number + 1}"


def interface(
    path: str, first: str, second: str, topic: int, *, directed: bool = False, more: tuple[Statement, ...]
) -> tuple[str, list[Statement]]:
    """An interface of two actors, by their paths, on a topic, without name, state and evidence."""
    ends = ("netz:fromParty", "netz:toParty") if directed else ("netz:party", "netz:party")
    return path, [
        ("a", "netz:Interface"),
        (ends[0], iri(first)),
        (ends[1], iri(second)),
        ("netz:topic", iri(paths.topic(topic))),
        IN_NETWORK,
        *more,
    ]


def _frame(writer: StatementWriter) -> None:
    name = text("Netzwerk Zufallsstadt (erzeugt)")
    writer.write(paths.NETWORK, ("a", "netz:Network"), ("skos:prefLabel", name), EXISTS)
    city = ("skos:prefLabel", text("Stadt Zufallsstadt (erzeugt)")), ("org:classification", "nk:municipality")
    writer.write(paths.CITY, ("a", "cv:PublicOrganisation"), *city, IN_NETWORK, STATED)
    for path, day in ((paths.EARLIER_CONFERENCE, "2021-05-19"), (paths.CONFERENCE, "2024-11-20")):
        named = ("skos:prefLabel", text(f"Netzwerkkonferenz {day[:4]}")), ("schema:startDate", date(day))
        writer.write(path, ("a", "schema:Event"), *named, ("netz:startPrecision", "nk:day"), IN_NETWORK, STATED)


def _topics(writer: StatementWriter) -> None:
    writer.write(paths.SCHEME, ("a", "skos:ConceptScheme"), ("skos:prefLabel", text("Themen der Zufallsstadt")))
    number = 0
    for field, (name, topics) in enumerate(ALL_FIELDS.items()):
        _concept(writer, paths.field(field), name, ("skos:topConceptOf", iri(paths.SCHEME)))
        for topic in topics:
            _concept(writer, paths.topic(number), topic, ("skos:broader", iri(paths.field(field))))
            number += 1


def _concept(writer: StatementWriter, path: str, name: str, position: Statement) -> None:
    scheme = ("skos:inScheme", iri(paths.SCHEME))
    writer.write(path, ("a", "skos:Concept"), scheme, position, ("skos:prefLabel", text(name)))


def _minutes(writer: StatementWriter, planted: Planted) -> None:
    """Each group says one line of the minutes, with a space after it."""
    writer.write(paths.DOCUMENT, ("a", "foaf:Document"), ("skos:prefLabel", text("Protokoll (erzeugt)")))
    lines = [f"{group_name(planted, number)} berichtet." for number in range(len(planted.groups))]
    starts = np.concatenate([[0], np.cumsum([len(line) + 1 for line in lines])]).tolist()
    for number, (line, (start, following)) in enumerate(zip(lines, pairwise(starts), strict=True)):
        offsets = ("oa:start", integer(start)), ("oa:end", integer(following - 1))
        source = ("prov:wasQuotedFrom", iri(paths.DOCUMENT))
        writer.write(paths.passage(number), ("a", "netz:Passage"), ("oa:exact", text(line, "")), *offsets, source)


def _actors(writer: StatementWriter, planted: Planted, rng: np.random.Generator) -> None:
    actors = planted.actors
    for number in range(int(actors.district.max()) + 1):
        writer.write(paths.district(number), ("a", "schema:Place"), ("skos:prefLabel", text(district_name(number))))
    confidence = _confidences(rng, len(actors))
    for number, (kind, district) in enumerate(zip(actors.kind.tolist(), actors.district.tolist(), strict=True)):
        topics = np.flatnonzero(actors.topics[number]).tolist()
        writer.write(
            paths.actor(number),
            ("a", "org:FormalOrganization"),
            ("skos:prefLabel", text(actor_name(planted, number))),
            ("org:classification", f"nk:{KINDS[kind].code}"),
            *each("netz:topic", [iri(paths.topic(topic)) for topic in topics]),
            ("dct:spatial", iri(paths.district(district))),
            IN_NETWORK,
            confidence[number],
        )
    name = ("skos:prefLabel", text("Kirchengemeinden"))
    kind_of = ("netz:standsFor", f"nk:{UNNAMED_KIND}")
    writer.write(paths.UNNAMED, ("a", "netz:ActorGroup"), name, kind_of, IN_NETWORK, STATED)


def _confidences(rng: np.random.Generator, count: int) -> list[Statement]:
    codes: list[Statement] = [("netz:confidence", f"nk:{name}") for name in CONFIDENCES]
    return [codes[index] for index in rng.choice(len(codes), count, p=_CONFIDENCE_SHARES).tolist()]


def _groups(writer: StatementWriter, planted: Planted) -> None:
    for number in range(len(planted.groups)):
        standing = bool(planted.is_standing[number])
        above = paths.NETWORK if standing else paths.group(number % FIELDS)
        writer.write(
            paths.group(number),
            ("a", "netz:WorkingGroup"),
            ("skos:prefLabel", text(group_name(planted, number))),
            ("org:classification", "nk:standingGroup" if standing else "nk:subGroup"),
            *each(
                "netz:topic", [iri(paths.topic(one)) for one in np.flatnonzero(planted.groups.topics[number]).tolist()]
            ),
            ("org:subOrganizationOf", iri(above)),
            EXISTS,
            IN_NETWORK,
            STATED,
            ("netz:evidence", iri(paths.passage(number))),
        )
    name, kind = ("skos:prefLabel", text("Lenkungsgruppe")), ("org:classification", "nk:steeringGroup")
    writer.write(paths.STEERING_GROUP, ("a", "netz:WorkingGroup"), name, kind, EXISTS, IN_NETWORK, STATED)


def _memberships(writer: StatementWriter, planted: Planted) -> None:
    number = 0
    speaker = planted.speaker.tolist()
    for member, group in zip(planted.groups.member.tolist(), planted.groups.group.tolist(), strict=True):
        role = "nk:spokesperson" if speaker[group] == member else "nk:member"
        _membership(writer, number, paths.actor(member), paths.group(group), role=role, passage=paths.passage(group))
        number += 1
    for member in _most_active(planted):
        _membership(writer, number, paths.actor(member), paths.STEERING_GROUP, passage=paths.passage(0))
        number += 1
    _membership(writer, number, paths.UNNAMED, paths.group(0), passage=paths.passage(0))


def _most_active(planted: Planted) -> list[int]:
    order = np.argsort(-planted.actors.activity, kind="stable")
    sectors = planted.actors.sector[order]
    return [one for number in range(len(SECTORS)) for one in order[sectors == number][:_STEERING_MEMBERS].tolist()]


def _membership(
    writer: StatementWriter, number: int, member: str, group: str, *, role: str = "nk:member", passage: str
) -> None:
    writer.write(
        paths.path("mitgliedschaft", number),
        ("a", "netz:Membership"),
        ("org:member", iri(member)),
        ("org:organization", iri(group)),
        ("org:role", role),
        EXISTS,
        IN_NETWORK,
        STATED,
        ("netz:evidence", iri(passage)),
    )


def _mandates(writer: StatementWriter, planted: Planted) -> None:
    """Each group is responsible for its topics, the first ones also for their fields; the steering group steers.

    Of the two fields that nobody works on, one has an actor in charge but no group, the other a group but no charge.
    """
    number = 0

    def mandate(holder: str, kind: str, *about: Statement) -> None:
        nonlocal number
        evidence = ("netz:evidence", iri(paths.passage(0)))
        what = ("a", "netz:Mandate"), ("netz:holder", iri(holder)), ("netz:kind", kind)
        writer.write(paths.path("zustaendigkeit", number), *what, *about, EXISTS, IN_NETWORK, STATED, evidence)
        number += 1

    mandate(paths.STEERING_GROUP, "nk:steers", ("netz:object", iri(paths.NETWORK)))
    mandate(paths.CITY, "nk:responsible", ("netz:topic", iri(paths.field(FIELDS))))
    mandate(paths.group(0), "nk:contributes", ("netz:topic", iri(paths.topic(TOPICS + 3))))
    for group in range(len(planted.groups)):
        fields = [paths.field(group)] if group < FIELDS else []
        topics = [paths.topic(topic) for topic in np.flatnonzero(planted.groups.topics[group]).tolist()]
        mandate(paths.group(group), "nk:responsible", *each("netz:topic", [iri(one) for one in (*fields, *topics)]))


def _interfaces(writer: StatementWriter, planted: Planted, rng: np.random.Generator) -> None:
    found = planted.interfaces
    count = len(found.ties)
    kind = rng.choice(len(INTERFACE_KINDS), count, p=_KIND_SHARES).tolist()
    confidence = _confidences(rng, count)
    swapped = (rng.random(count) < 0.5).tolist()  # noqa: PLR2004 - either of two may be the giving side
    periods = _periods(rng, found.state)
    columns = (found.ties.first, found.ties.second, found.ties.topic, found.state, found.carrier, found.source)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for number, (first, second, topic, state, carrier, source) in enumerate(rows):
        giving, taking = (second, first) if swapped[number] else (first, second)
        carried = (("netz:carrier", iri(paths.group(carrier))),) if carrier >= 0 else ()
        path, statements = interface(
            paths.path("schnittstelle", number),
            paths.actor(giving),
            paths.actor(taking),
            topic,
            directed=kind[number] == _HANDOVER,
            more=(
                ("skos:prefLabel", text(f"{TOPIC_NAMES[topic]}: {word(first)} und {word(second)}")),
                ("netz:kind", f"nk:{INTERFACE_KINDS[kind[number]]}"),
                ("adms:status", f"nk:{STATES[state]}"),
                confidence[number],
                ("netz:evidence", iri(paths.passage(source))),
                *carried,
                *periods[number],
            ),
        )
        writer.write(path, *statements)


def _periods(rng: np.random.Generator, state: Numbers) -> list[list[Statement]]:
    """Since when: existing ones since before the conference of 2024, ended ones until before 2024."""
    since = rng.integers(2008, 2019, len(state)).tolist()
    until = rng.integers(2019, 2024, len(state)).tolist()
    dated = ((rng.random(len(state)) < _DATED) & (state != STATES.index("planned"))).tolist()
    begins: dict[int, list[Statement]] = {
        year: [("schema:startDate", date(f"{year}-01-01")), ("netz:startPrecision", "nk:year")]
        for year in range(2008, 2019)
    }
    ends: dict[int, list[Statement]] = {
        year: [("schema:endDate", date(f"{year}-12-31")), ("netz:endPrecision", "nk:year")]
        for year in range(2019, 2024)
    }
    ended = (state == STATES.index("ended")).tolist()
    return [
        (begins[first] if is_dated else []) + (ends[last] if is_ended else [])
        for first, last, is_dated, is_ended in zip(since, until, dated, ended, strict=True)
    ]
