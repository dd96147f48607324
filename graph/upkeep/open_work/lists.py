"""The upkeep list: what is old, has no evidence, could not be read, sounds alike, has no sector or no group.

Each is one definition that ready questions share: `tests/graph/upkeep/open_work` holds them against one another. Who
has ended waits for nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Literal, get_args

from graph.analysis import Analysis, analyses_at_hand
from graph.cache.beside import unless_it_takes_long
from graph.cache.revisions import RevisionCache
from graph.model import EXISTING, Actor, Ref, Tie, Unreadable
from graph.network.read_ties import is_without_node
from graph.network.reading import Model
from graph.network.who import IN_NETWORK
from graph.period import today
from graph.protocol import Store
from graph.terms import NETZ, ORG, RDF, network_slug
from graph.text import without_accents
from graph.upkeep.forms.form_for import class_of, form_for
from graph.upkeep.merging.likely import LikelyPair, likely_pairs
from graph.upkeep.open_work.last_said import days_of, said_since

OpenList = Literal["old", "no_evidence", "unreadable", "alike", "no_sector", "no_group", "name_only"]
OPEN_LISTS: tuple[OpenList, ...] = get_args(OpenList)
SUMMED: tuple[OpenList, ...] = tuple(one for one in OPEN_LISTS if one != "name_only")
"""The lists whose numbers make the sum: who is known by name alone waits in others already."""
AGES, USUAL_AGE = (1, 2, 3, 5), 2
"""Years after which an entry is old, to choose from."""
_EVIDENCE, _KINDS = NETZ + "evidence", (ORG + "classification", NETZ + "standsFor")
_OF_THE_PAST = frozenset({"Participation"})
"""Kinds of ties that nobody has to confirm: to have taken part is no promise."""


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """An entry that waits, with the networks it lies in; `day`: when it was last said, "" where that is not known."""

    ref: Ref
    networks: tuple[str, ...]
    day: str = ""


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What waits in one network, or in all. `alike` is None as long as it is being looked for."""

    old: tuple[OpenEntry, ...]
    no_evidence: tuple[OpenEntry, ...]
    unreadable: tuple[Unreadable, ...]
    no_sector: tuple[OpenEntry, ...]
    no_group: tuple[OpenEntry, ...]
    name_only: tuple[OpenEntry, ...]
    alike: tuple[LikelyPair, ...] | None

    @property
    def sums(self) -> Mapping[OpenList, int | None]:
        """How much waits in each list; None where that is not known yet."""
        held: Mapping[OpenList, tuple[object, ...] | None] = {one: getattr(self, one) for one in OPEN_LISTS}
        return {one: None if those is None else len(those) for one, those in held.items()}

    @property
    def total(self) -> int:
        """The sum that is to go down."""
        return sum(self.sums[one] or 0 for one in SUMMED)


def open_work(analysis: Analysis, age: int = USUAL_AGE, *, day: date | None = None) -> OpenWork:
    """What waits in the network of an analysis; old is what was last said more than `age` years before a day (today).

    O(actors, ties and passages), once for each state of the network; who sounds alike is looked for beside, where
    somebody has no patience.
    """
    pairs = unless_it_takes_long(lambda: _pairs(analysis))
    limit = limit_of(age, day or today())
    found = _FOUND.get(analysis, limit, lambda: _find(analysis, limit))
    return found if pairs is None else replace(found, alike=tuple(pairs))


def total_at_hand(store: Store, network: str | None = None) -> int | None:
    """The sum of a network (IRI), or of all, where it costs nothing to tell; None otherwise."""
    for (iri, states, at), analysis in analyses_at_hand(store):
        found, pairs = (
            _FOUND.values(analysis).get(limit_of(USUAL_AGE, today())),
            analysis.results.made_values.get("alike"),
        )
        if (iri, states, at) == (network, EXISTING, None) and found is not None and pairs is not None:
            return replace(found, alike=tuple(pairs)).total
    return None


def limit_of(age: int, day: date) -> date:
    """The day so many years before another; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return day.replace(year=day.year - age, day=28)


def _pairs(analysis: Analysis) -> list[LikelyPair]:
    iri = analysis.network_iri
    slug = network_slug(iri) or iri if iri else ""
    found: list[LikelyPair] = analysis.results.get("alike", lambda: likely_pairs(analysis.store, slug))
    return found


def _find(analysis: Analysis, limit: date) -> OpenWork:
    """All lists but those who sound alike, who take longer."""
    model, has_kind = analysis.model, _Kinds(analysis)
    present = [actor for actor in analysis.actors.values() if actor.state != "ended"]
    in_ties = {end.iri for tie in model.ties.values() for end in chain(tie.sources, tie.targets)}
    return OpenWork(
        old=tuple(_old(analysis, limit)),
        no_evidence=_sorted(entry_of(model, iri) for iri in _unproven(analysis)),
        unreadable=tuple(one for one in model.unreadable if _lies_in(model, one.resource, analysis.network_iri)),
        no_sector=_sorted(_of_actor(one) for one in present if one.sector is None and has_kind(one)),
        no_group=_sorted(_of_actor(one) for one in present if one.iri not in analysis.groups_of),
        name_only=_sorted(_of_actor(one) for one in present if _is_name_only(one, in_ties)),
        alike=None,
    )


def _old(analysis: Analysis, limit: date) -> list[OpenEntry]:
    """The longest unsaid first."""
    store, model = analysis.store, analysis.model
    said = said_since(store, model, limit)
    meant: list[Actor | Tie] = [one for one in analysis.everyone.values() if one.state in {"exists", "unclear"}]
    meant += [tie for tie in analysis.ties if tie.state == "exists" and tie.kind not in _OF_THE_PAST]
    old = [one for one in meant if one.iri not in said and not is_without_node(one.iri)]
    days = days_of(store, model, {one.iri for one in old}) if old else {}
    found = [OpenEntry(Ref(one.iri, one.label), _networks(one), days[one.iri]) for one in old]
    return sorted(found, key=lambda one: (one.day, *_by_name(one)))


def _networks(one: Actor | Tie) -> tuple[str, ...]:
    return one.networks


def stated_entries(analysis: Analysis) -> set[str]:
    """Whatever says that it lies in the network; what is ended or no entry of its own, too. O(entries)."""
    chosen = analysis.network_iri
    return {
        iri
        for iri, networks in analysis.model.index.values_of(IN_NETWORK).items()
        if not is_without_node(iri) and (chosen is None or chosen in networks)
    }


def _unproven(analysis: Analysis) -> set[str]:
    """Those of them that rest on no passage."""
    return stated_entries(analysis).difference(analysis.model.index.values_of(_EVIDENCE))


def _is_name_only(actor: Actor, in_ties: set[str]) -> bool:
    """Whether nothing is known of somebody but what they are called."""
    said = (actor.kind, actor.topics, actor.part_of, actor.districts, actor.note)
    return not any(said) and actor.iri not in in_ties


def _lies_in(model: Model, iri: str, network: str | None) -> bool:
    if network is None:
        return True
    return network in entry_of(model, iri).networks


def entry_of(model: Model, iri: str) -> OpenEntry:
    """Whatever it is, with the networks that it says it lies in."""
    actor, tie = model.actors.get(iri) or model.groups.get(iri), model.ties.get(iri)
    if actor or tie:
        return OpenEntry(Ref(iri, model.ref(iri).label), _networks(actor or tie))  # type: ignore[arg-type]
    networks = model.index.objects(iri, IN_NETWORK) or (model.index.home_network(iri),)
    return OpenEntry(model.ref(iri), tuple(filter(None, networks)))


def _of_actor(actor: Actor) -> OpenEntry:
    return OpenEntry(Ref(actor.iri, actor.label), actor.networks)


def _sorted(found: Iterable[OpenEntry]) -> tuple[OpenEntry, ...]:
    return tuple(sorted(found, key=_by_name))


def _by_name(one: OpenEntry) -> tuple[str, str]:
    return _folded(one.ref.label.in_language("de")), one.ref.iri


@lru_cache(maxsize=1 << 16)
def _folded(text: str) -> str:
    return without_accents(text.casefold())


class _Kinds:
    """Tells who can be of a kind, from which the sector follows: a programme is of none, whatever its form asks."""

    def __init__(self, analysis: Analysis) -> None:
        self._store, self._types = analysis.store, analysis.model.index.values_of(RDF + "type")
        self._known: dict[tuple[str, ...], bool] = {}

    def __call__(self, actor: Actor) -> bool:
        types = self._types.get(actor.iri, ())
        if types not in self._known:
            class_iri = class_of(self._store, types)
            form = form_for(self._store, class_iri) if class_iri else None
            self._known[types] = form is None or any(form.field(one) for one in _KINDS)
        return self._known[types]


_FOUND: RevisionCache[Analysis, date, OpenWork] = RevisionCache(most=len(AGES))
