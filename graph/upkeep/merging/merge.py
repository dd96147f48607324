"""Two entries become one: every statement about the one is said of the other, and its address leads there for good."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import pyoxigraph as ox

from graph.errors import DataInvalid, NotFound
from graph.model import MEMBERSHIP, Tie
from graph.network.model_reader import read_model
from graph.network.read_ties import is_without_node
from graph.network.reading import Model
from graph.protocol import Applied, Change, Store
from graph.terms import ADMS, NETZ, ORG, OWL, SCHEMA, SKOS
from graph.text import NAMES
from graph.upkeep.forms.addresses import graph_of
from graph.upkeep.forms.dates import PRECISION_OF
from graph.upkeep.forms.former import REPLACED_BY
from graph.upkeep.merging.mentions import check_mentions, mentions_of, renamed

DIFFERENT = OWL + "differentFrom"
_ALIAS = SKOS + "altLabel"
_ONE_VALUE = frozenset(
    {
        ADMS + "status",
        ORG + "classification",
        *(NETZ + name for name in ("confidence", "perspective", "standsFor", "startPrecision", "endPrecision")),
        *(SCHEMA + name for name in ("startDate", "endDate")),
    }
)
"""Of these an entry has one value: that of who stays, where it has one. The other lies in the log, and comes back when
both are parted."""

Statements = frozenset[tuple[str, object]]
_OWN = frozenset({NETZ + "evidence", NETZ + "confidence", SKOS + "prefLabel"})
"""What may differ between two memberships that are one: what each rests on, how sure that is, what each is called."""
_SINCE = frozenset({SCHEMA + "startDate", NETZ + "startPrecision"})
"""What one of them may say and the other not: since when."""


@dataclass(frozen=True, slots=True)
class Merging:
    """What becoming one means: `gone` is called `gone_name` no longer by itself, `kept` goes on.

    `moved`: how many statements are said of the other from then on. `within`: ties between both, which go, by name.
    `twice`: how many ties both have with the same third one, and of the same kind; both stay, each with its evidence.
    `as_one`: how many memberships of both agree in all but that, and become one with the evidence of both.
    `seen`: all that was said of both.
    """

    gone: str
    gone_name: str
    kept: str
    kept_name: str
    moved: int
    within: tuple[str, ...]
    twice: int
    as_one: int
    add: tuple[ox.Quad, ...]
    remove: tuple[ox.Quad, ...]
    seen: frozenset[ox.Quad]


def plan_merging(store: Store, gone: str, kept: str) -> Merging:
    """What merging would do; nothing is changed. Raises NotFound for who is no actor or group, DataInvalid for no pair.

    O(statements about both).
    """
    model = read_model(store)
    everyone = {**model.actors, **model.groups}
    check_actors(model, gone, kept)
    if gone == kept:
        raise DataInvalid("An entry cannot be merged with itself.", hint="Choose two.")
    if (gone in model.groups) != (kept in model.groups):
        raise DataInvalid("An actor and a group are never the same.", hint="Choose two actors or two groups.")
    ties = ties_of(model, (gone, kept))
    within = _within(ties[gone], {gone, kept})
    agreeing = _agreeing(store, ties, gone, kept)
    leaving = [quad for tie in (*within, *agreeing) for quad in mentions_of(store, tie)]
    about = [quad for quad in mentions_of(store, gone) if quad not in leaving]
    has = {quad.predicate.value for quad in mentions_of(store, kept) if quad.subject == ox.NamedNode(kept)} & _ONE_VALUE
    has |= {PRECISION_OF[one] for one in has & PRECISION_OF.keys()}  # of another's day
    said = [quad for quad in renamed(about, gone, kept) if not _is_left(quad, kept, has)]
    graph = _graph_of(about, gone, model)
    proof = [quad for pair in agreeing.items() for quad in _evidence_of_both(store, *pair)]
    add = [*(_as_alias(quad, kept) for quad in said), *proof, _redirect(gone, kept, graph)]
    labels = {iri: everyone[iri].label.in_language("de") for iri in (gone, kept)}
    names = tuple(model.ties[tie].label.in_language("de") for tie in within)
    twice = _twice(ties, gone, kept, agreeing)
    seen = frozenset(chain(mentions_of(store, gone), mentions_of(store, kept)))
    remove = (*about, *leaving)
    return Merging(
        gone, labels[gone], kept, labels[kept], len(about), names, twice, len(agreeing), tuple(add), remove, seen
    )


def check_actors(model: Model, *iris: str) -> None:
    """Raise NotFound (404) for who is no actor or group of a model."""
    for iri in iris:
        if iri not in model.actors and iri not in model.groups:
            raise NotFound("%(iri)s is no actor here.", hint="It may have been merged or deleted already.", iri=iri)


def merge(store: Store, merging: Merging, *, author: str) -> Applied:
    """Make two entries one, in one change that can be taken back.

    Raises what `Store.apply` raises, Conflict (409) where something else is said of one of them than was planned on.
    """
    change = Change(
        add=merging.add,
        remove=merging.remove,
        author=author,
        reason=f"Merged {merging.gone_name} into {merging.kept_name}",
        checked=True,
        kind="merge",
        about=merging.kept_name,
        only_if=partial(check_mentions, store, (merging.gone, merging.kept), merging.seen),
    )
    return store.apply(change)


def say_different(store: Store, one: str, other: str, *, author: str) -> Applied:
    """Keep the verdict that two entries are not the same, so that nobody is asked again. Raises NotFound."""
    model = read_model(store)
    check_actors(model, one, other)
    if one == other:
        raise DataInvalid("Nobody is another than themselves.", hint="Choose two.")
    graph = _graph_of(mentions_of(store, one), one, model)
    quad = ox.Quad(ox.NamedNode(one), ox.NamedNode(DIFFERENT), ox.NamedNode(other), graph)  # type: ignore[arg-type]
    reason = "Two entries are not the same"
    return store.apply(Change(add=(quad,), author=author, reason=reason, kind="not-the-same"))


def _graph_of(about: Iterable[ox.Quad], iri: str, model: Model) -> object:
    """The graph that speaks of an entry; of one that is only named by a tie, what is entered by hand goes there."""
    networks = (model.actors.get(iri) or model.groups[iri]).networks
    own = (quad.graph_name for quad in about if quad.subject == ox.NamedNode(iri))
    return next(own, graph_of(networks[0] if networks else ""))


def ties_of(model: Model, iris: Collection[str]) -> dict[str, list[Tie]]:
    """The ties that each of these takes part in. O(ties) once for all of them."""
    found: dict[str, list[Tie]] = {iri: [] for iri in iris}
    for tie in model.ties.values():
        for iri in {party.iri for party in chain(tie.sources, tie.targets) if party.iri in found}:
            found[iri].append(tie)
    return found


def _within(ties: Iterable[Tie], both: Collection[str]) -> list[str]:
    """The ties in which nobody but these two takes part: of one alone they would be no ties."""
    return [
        tie.iri for tie in ties if {party.iri for party in tie.parties} == set(both) and not is_without_node(tie.iri)
    ]


def _agreeing(store: Store, ties: Mapping[str, Sequence[Tie]], gone: str, kept: str) -> dict[str, str]:
    """The memberships of who goes that say the same as one of who stays, with that one.

    One that something else names, a demand for instance, is none of them: it would point to nothing.
    """
    has: dict[Statements, str] = {}
    for tie in _memberships(ties[kept], kept):
        has.setdefault(_statements(mentions_of(store, tie)), tie)
    found: dict[str, str] = {}
    for tie in _memberships(ties[gone], gone):
        named = mentions_of(store, tie)
        said = _statements(renamed(named, gone, kept))
        same = has.get(said) or _one_without_start(said, has)
        if same and not any(quad.object == ox.NamedNode(tie) for quad in named):
            found[tie] = same
            has = {_with_start(one, said) if other == same else one: other for one, other in has.items()}
    return found


def _one_without_start(said: Statements, has: Mapping[Statements, str]) -> str:
    """The only one of these that says the same as a membership but since when, which one of both does not say."""
    found = [
        tie
        for one, tie in has.items()
        if _without(one, _SINCE) == _without(said, _SINCE) and not (_has_start(one) and _has_start(said))
    ]
    return found[0] if len(found) == 1 else ""


def _with_start(one: Statements, other: Statements) -> Statements:
    """A membership as it is once another is one with it: the next one must agree with both."""
    return one if _has_start(one) else one | {said for said in other if said[0] in _SINCE}


def _has_start(said: Statements) -> bool:
    return any(path in _SINCE for path, _ in said)


def _without(said: Statements, paths: Collection[str]) -> Statements:
    return frozenset(one for one in said if one[0] not in paths)


def _memberships(ties: Iterable[Tie], iri: str) -> list[str]:
    return [
        tie.iri
        for tie in ties
        if tie.kind == MEMBERSHIP and not is_without_node(tie.iri) and any(party.iri == iri for party in tie.sources)
    ]


def _statements(quads: Iterable[ox.Quad]) -> Statements:
    return frozenset((quad.predicate.value, quad.object) for quad in quads if quad.predicate.value not in _OWN)


def _evidence_of_both(store: Store, gone: str, kept: str) -> list[ox.Quad]:
    """The evidence of one tie, said of another that has it not, and since when, where the other does not say it."""
    has = [quad for quad in mentions_of(store, kept) if quad.subject == ox.NamedNode(kept)]
    proven = {quad.object for quad in has if quad.predicate.value == NETZ + "evidence"}
    moved = renamed(mentions_of(store, gone), gone, kept)
    fresh = [quad for quad in moved if quad.predicate.value == NETZ + "evidence" and quad.object not in proven]
    if not any(quad.predicate.value in _SINCE for quad in has):
        fresh += [quad for quad in moved if quad.predicate.value in _SINCE]
    return [ox.Quad(quad.subject, quad.predicate, quad.object, has[0].graph_name) for quad in fresh]


def _twice(ties: Mapping[str, Sequence[Tie]], one: str, other: str, but: Collection[str]) -> int:
    """How many ties of the one, but for some, the other has too: of the same kind, with the same others."""

    def of(iri: str) -> set[tuple[str, frozenset[str]]]:
        return {
            (tie.kind, frozenset(party.iri for party in tie.parties) - {iri}) for tie in ties[iri] if tie.iri not in but
        }

    return len(of(one) & of(other))


def _is_left(quad: ox.Quad, kept: str, has: Collection[str]) -> bool:
    """Whether a statement does not move: it would be about an entry and itself, or a second value where one must be."""
    is_second = quad.subject == ox.NamedNode(kept) and quad.predicate.value in has
    return quad.subject == quad.object or is_second


def _as_alias(quad: ox.Quad, kept: str) -> ox.Quad:
    """A name of who goes becomes a further name of who stays."""
    is_name = quad.subject == ox.NamedNode(kept) and quad.predicate.value in NAMES
    return ox.Quad(quad.subject, ox.NamedNode(_ALIAS), quad.object, quad.graph_name) if is_name else quad


def _redirect(gone: str, kept: str, graph: object) -> ox.Quad:
    return ox.Quad(ox.NamedNode(gone), ox.NamedNode(REPLACED_BY), ox.NamedNode(kept), graph)  # type: ignore[arg-type]
