"""Which gaps follow from one cause: each gap falls under exactly one, and none is lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.gaps.rule_heads import RuleHead
from graph.matters.demands import MOST_PARTIES, DemandGroups
from graph.matters.matter import Audience, MatterKind
from graph.matters.pairs import two_of
from graph.matters.topics import TopmostTopics
from graph.model import STATISTICAL, Finding, Gap
from graph.network.reading import MEASURE_CLASSES, Model
from graph.terms import RDF, local_name

_ISOLATED, _TRIANGLE = "actor-isolated", "triangle-open"


@dataclass(frozen=True, slots=True)
class Cause:
    """Gaps of one cause. `anchor` names it for good; `subject` is the IRI it is about; `demands` ask for it."""

    kind: MatterKind
    audience: Audience
    anchor: str
    subject: str
    gaps: tuple[Gap, ...]
    demands: tuple[Finding, ...] = ()


Key = tuple[MatterKind, str, str]
"""Kind, network and what it is about: gaps with the same key are one matter."""


Asked = tuple[tuple[Gap, ...], tuple[Finding, ...]]
"""Gaps that belong together, and the demands behind them."""


def causes_of(gaps: Sequence[Gap], model: Model, heads: Mapping[str, RuleHead]) -> list[Cause]:
    """The causes behind these gaps, in the order in which they first come up. O(gaps and their parties)."""
    return _Causes(gaps, model, heads).all()


class _Causes:
    def __init__(self, gaps: Sequence[Gap], model: Model, heads: Mapping[str, RuleHead]) -> None:
        self._gaps, self._model, self._heads = gaps, model, heads
        self._topmost = TopmostTopics(gaps, model)
        self._found: defaultdict[Key, list[Gap]] = defaultdict(list)
        self._demands: dict[Key, tuple[Finding, ...]] = {}
        self._by_thing: dict[str, Key] = {}
        self._by_topic: dict[tuple[str, str], Key] = {}
        self._by_party: defaultdict[tuple[str, str], Counter[Key]] = defaultdict(Counter)
        self._by_closing: dict[tuple[str, str], Key] = {}
        self._by_pair: dict[frozenset[str], Key] = {}
        self._lacking: dict[frozenset[str], Key] = {}
        self._by_link: defaultdict[tuple[str, str], Counter[Key]] = defaultdict(Counter)
        self._measures = {local_name(one): model.index.with_subclasses([one]) for one in MEASURE_CLASSES}

    def all(self) -> list[Cause]:
        """Demands first: what else is open is looked for under them."""
        groups = DemandGroups(self._gaps, self._model, self._topmost)
        placed = set[str]()
        decided = [group for group in groups.groups() if any(map(self._is_for_a_group, group))]
        asked = sorted(((group, groups.demands_of(group)) for group in decided), key=lambda pair: -len(pair[1]))
        points = self._points_of_topics(asked)
        for group, demands in asked:
            placed.update(gap.id for gap in group)
            self._place_demands(group, demands, points)
        for gap in sorted(self._gaps, key=lambda gap: gap.rule == _ISOLATED):  # last: a tie that is missing ends it
            if gap.id not in placed:
                self._place(gap)
        order = {gap.id: number for number, gap in enumerate(self._gaps)}
        causes = [self._cause(key, sorted(those, key=lambda gap: order[gap.id])) for key, those in self._found.items()]
        return sorted(causes, key=lambda cause: order[cause.gaps[0].id])

    def _place(self, gap: Gap) -> None:
        key = self._key_of(gap)
        self._found[key].append(gap)
        if key[0] == "link":
            self._lacking.setdefault(_two(gap), key)
        if key[0] == "link" or (key[0] == "single" and gap.subject.iri in self._model.ties):
            for party in gap.parties:
                self._by_link[self._network_of(gap), party.iri][key] += 1

    def _points_of_topics(self, asked: Iterable[Asked]) -> Counter[str]:
        """How much is open under each topmost topic that is no stated demand: problems, and what is only inferred."""
        findings = self._model.findings
        said = [gap for gap in self._gaps if gap.subject.iri in findings and not findings[gap.subject.iri].is_demand]
        inferred = [group[0] for group, demands in asked if not is_stated(group, demands)]
        return Counter(self._topmost.of(gap.topic.iri) for gap in (*said, *inferred) if gap.topic is not None)

    def _place_demands(self, group: tuple[Gap, ...], demands: tuple[Finding, ...], points: Counter[str]) -> None:
        """What is inferred alone is one point of its topmost topic that nobody owns, where that has others too."""
        network, topic = group[0].network, group[0].topic
        top = self._topmost.of(topic.iri) if topic else ""
        is_a_point = not is_stated(group, demands) and points[top] > 1
        if is_a_point and top in self._topmost.unowned:
            key: Key = ("topic", network, top)
        else:
            key = ("demand", network, demands[0].iri if demands else group[0].subject.iri)
            for one in _topics(group):
                self._by_topic.setdefault((network, one), key)
        for gap in group:
            self._note(gap, key)
        for reason in (reason for demand in demands for reason in demand.because_of):
            self._by_thing.setdefault(reason.iri, key)
        self._found[key] += group
        self._demands[key] = (*self._demands.get(key, ()), *demands)

    def _note(self, gap: Gap, key: Key) -> None:
        """By whom, and by which kind of tie, other gaps find this matter."""
        tie = self._model.ties.get(gap.subject.iri)
        self._by_thing.setdefault(gap.subject.iri, key)
        for party in gap.parties:
            self._by_party[gap.network, party.iri][key] += gap.kind == "demanded"
            if tie is not None:
                self._by_closing.setdefault((tie.kind, party.iri), key)
        if gap.kind == "demanded":
            self._note_measure(gap, key)
            if tie is not None and len(tie.parties) <= MOST_PARTIES:
                for one, other in combinations(tie.parties, 2):
                    self._by_pair.setdefault(frozenset((one.iri, other.iri)), key)

    def _note_measure(self, gap: Gap, key: Key) -> None:
        """A demanded measure closes what the network and its field lack."""
        types = self._model.index.objects(gap.subject.iri, RDF + "type")
        for name, classes in self._measures.items():
            if not classes.isdisjoint(types):
                self._by_closing.setdefault((name, gap.network), key)
                if gap.topic is not None:
                    self._by_closing.setdefault((name, gap.topic.iri), key)

    def _key_of(self, gap: Gap) -> Key:
        """Under what a gap falls that is about no demand."""
        if gap.kind in STATISTICAL:
            return self._computed_key(gap)
        if gap.is_unrecorded:
            return "entry", gap.network, gap.rule
        return self._asked_key(gap) or self._recorded_key(gap)

    def _computed_key(self, gap: Gap) -> Key:
        """Of two whose tie is demanded, or known to lack, that matter; else by kind, topic or who it is about."""
        network = self._network_of(gap)
        if gap.kind == "fragile":
            return "weak_spot", network, gap.subject.iri
        known = self._by_pair.get(_two(gap)) or (self._lacking.get(_two(gap)) if gap.kind != "fit" else None)
        if known is not None and (not network or known[1] == network):
            return known
        if gap.kind == "fit":
            return "link", network, gap.topic.iri if gap.topic else gap.id
        return "entry", network, gap.kind

    def _network_of(self, gap: Gap) -> str:
        """The only network is the same, chosen or not."""
        return gap.network if len(self._model.networks) > 1 else ""

    def _asked_key(self, gap: Gap) -> Key | None:
        """The demand whose fulfilment closes this gap as well; of an actor without ties the one that names it most."""
        subject, closed_by = gap.subject.iri, self._head(gap).closed_by
        if subject in self._by_thing:
            return self._by_thing[subject]
        if gap.rule == _ISOLATED:
            named = self._by_party.get((gap.network, subject))
            return max(named, key=lambda key: (named[key], key)) if named else None
        return self._by_closing.get((closed_by, subject)) if closed_by else None

    def _recorded_key(self, gap: Gap) -> Key:
        if self._head(gap).audience == "office":
            return "entry", gap.network, gap.rule
        if gap.rule == _ISOLATED:
            # It has nobody because of the tie that lacks, or is over.
            linked = self._by_link.get((self._network_of(gap), gap.subject.iri))
            if linked:
                return max(linked, key=lambda key: (linked[key], key))
            return "access", gap.network, self._kind_of(gap.subject.iri)
        if gap.rule == _TRIANGLE and gap.topic is not None:
            return "link", self._network_of(gap), gap.topic.iri
        return self._topic_key(gap) or ("single", gap.network, gap.subject.iri)

    def _is_for_a_group(self, gap: Gap) -> bool:
        return self._head(gap).audience == "group"

    def _head(self, gap: Gap) -> RuleHead:
        return self._heads.get(gap.rule, RuleHead())

    def _topic_key(self, gap: Gap) -> Key | None:
        """Of a topic, or of a finding with one: the demands on just this topic, or its topmost one nobody owns."""
        subject, findings = gap.subject.iri, self._model.findings
        is_topic = subject in self._model.topics
        if not is_topic and not (subject in findings and (gap.topic or findings[subject].topics)):
            return None
        topic = subject if is_topic else (gap.topic or findings[subject].topics[0]).iri
        for one in (topic, self._topmost.of(topic)):
            asked = self._by_topic.get((gap.network, one))
            if asked is not None and self._concerns_the_same(subject, asked):
                return asked
        return "topic", gap.network, self._topmost.of(topic)

    def _concerns_the_same(self, subject: str, key: Key) -> bool:
        """Whether what was said is about somebody whom the demands are about, or about nobody in particular."""
        finding = self._model.findings.get(subject)
        concerned = {ref.iri for ref in finding.concerns} if finding is not None else set()
        parties = {party.iri for gap in self._found[key] for party in gap.parties}
        return not concerned or not concerned.isdisjoint(parties)

    def _kind_of(self, actor: str) -> str:
        """The kind of an actor, so that thirty associations that nobody is tied to are one matter."""
        known = self._model.actors.get(actor)
        return known.kind.iri if known is not None and known.kind is not None else ""

    def _cause(self, key: Key, gaps: list[Gap]) -> Cause:
        kind, _, about = key
        demands = self._demands.get(key, ())
        first = next((gap for gap in gaps if gap.rule != _ISOLATED), gaps[0])
        subject = about if kind in ("topic", "single", "weak_spot") else first.subject.iri
        audience = self._audience(kind, gaps, demands)
        return Cause(kind, audience, "\n".join(key), subject, tuple(gaps), demands)

    def _audience(self, kind: MatterKind, gaps: Iterable[Gap], demands: Sequence[Finding]) -> Audience:
        """A topic is for a group where somebody asked for something or named a problem; else the office asks."""
        if kind in ("entry", "access"):
            return "office"
        said = any(gap.kind == "demanded" or gap.subject.iri in self._model.findings for gap in gaps)
        return "group" if kind != "topic" or demands or said else "office"


def _two(gap: Gap) -> frozenset[str]:
    return frozenset(party.iri for party in two_of(gap))


def is_said(demand: Finding) -> bool:
    """Whether somebody demands it: in the words of a source, or as whoever entered it knows."""
    return demand.confidence in ("stated", "external")


def is_stated(group: Iterable[Gap], demands: Iterable[Finding]) -> bool:
    """Whether some of it stands in a source with these words."""
    return any(gap.confidence == "stated" for gap in group) or any(one.confidence == "stated" for one in demands)


def _topics(group: Sequence[Gap]) -> set[str]:
    """The topics of what is demanded; where nothing in particular is, those of the demands."""
    demanded = [gap for gap in group if gap.kind == "demanded"] or group
    return {gap.topic.iri for gap in demanded if gap.topic is not None}
