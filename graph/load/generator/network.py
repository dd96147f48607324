"""A random municipal network as arrays: who there is, who works on what, who meets in which group, who is tied.

Ties come from four sources: groups, a topic shared nearby, anybody anywhere, and friends of friends. The shares are
set so that degrees are heavy-tailed and clustering is that of recorded networks of organisations with as few ties
per actor: transitivity 0.25 to 0.48 there. Whoever is alike in topic, district or sector is tied more often.
All steps are linear in actors and ties.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.libraries import Flags, Integers, Reals, np
from graph.load.generator.words import AFFINITY, KINDS, SECTORS, WORKED

Numbers = Integers
Pairs = tuple[Numbers, Numbers]
_Draw = Callable[[int], Pairs]

TOPICS = sum(len(topics) for topics in WORKED.values())
FIELDS = len(WORKED)
ACTORS_PER_GROUP = 12
ACTORS_PER_DISTRICT = 30
KIND_SECTOR = tuple(SECTORS.index(kind.sector) for kind in KINDS)

_GROUP_SIZE = 15.0  # median; the minutes of a real network say "about 15 active members"
_SHARES = (0.25, 0.60, 0.03)  # of ties in groups, nearby and anywhere; the rest are between friends of friends
_SEATS = 18  # of a circle; about a third of them are taken
_PAIRS = 28  # of a circle, about
_MEETING = 0.85  # how many pairs of a circle know each other
_WELCOMED = 0.8  # how many of those without a tie are given one
_NEARBY = 7.0  # how far along the actors of a topic, ordered by district, a circle reaches
_CORE = 1.5  # 1 would make all members of a group meet equally often
_ROUNDS = 4
_PATIENCE = 20
_OVERSAMPLING = 3
_MOST_ACTIVE = 40.0


@dataclass(frozen=True, slots=True)
class Actors:
    """One entry per actor: kind, sector and district as numbers, activity, and a row of topics."""

    kind: Numbers
    sector: Numbers
    district: Numbers
    activity: Reals
    topics: Flags

    def __len__(self) -> int:
        return len(self.kind)


@dataclass(frozen=True, slots=True)
class Groups:
    """A row of topics per group, and the memberships as pairs of `member` and `group`, ordered by group."""

    topics: Flags
    member: Numbers
    group: Numbers

    def __len__(self) -> int:
        return len(self.topics)


@dataclass(frozen=True, slots=True)
class Ties:
    """Existing interfaces: two actors, `first` < `second`, and the topic; no pair twice."""

    first: Numbers
    second: Numbers
    topic: Numbers

    def __len__(self) -> int:
        return len(self.first)

    def keep(self, which: Flags) -> Ties:
        """These ties alone."""
        return Ties(self.first[which], self.second[which], self.topic[which])


def draw_actors(rng: np.random.Generator, count: int, idle: int) -> Actors:
    """Actors with one topic or more each, as their kind makes likely; districts are of Zipf's sizes.

    The last `idle` of them have no activity, and will get no tie. The first ones make sure that there is an active
    actor of each kind and on each topic.
    """
    kind = rng.choice(len(KINDS), count, p=_normed(np.array([kind.share for kind in KINDS])))
    kind[: len(KINDS)] = np.arange(len(KINDS))
    districts = max(5, count // ACTORS_PER_DISTRICT)
    district = rng.choice(districts, count, p=_normed(1 / np.arange(1, districts + 1) ** 0.8))
    factor = np.array([kind.activity for kind in KINDS])[kind]
    activity = np.minimum(rng.lognormal(0.0, 0.8, count) * factor, _MOST_ACTIVE)
    activity[count - idle :] = 0
    profile = 0.7 * rng.dirichlet(np.full(TOPICS, 0.25), len(KINDS)) + 0.3 / TOPICS
    topics = _draw_topics(rng, profile[kind])
    topics[np.arange(TOPICS), np.arange(TOPICS)] = True
    return Actors(kind, np.take(KIND_SECTOR, kind), district, activity, topics)


def _draw_topics(rng: np.random.Generator, weights: Reals) -> Flags:
    """1 + Poisson(1.2) topics in each row without repetition, by the Gumbel trick."""
    rows, topics = weights.shape
    wanted = np.minimum(1 + rng.poisson(1.2, rows), topics)
    scores = np.log(weights) + rng.gumbel(size=(rows, topics))
    least = np.take_along_axis(-np.sort(-scores, axis=1), wanted[:, None] - 1, axis=1)
    return np.asarray(scores >= least, dtype=np.bool_)


def draw_groups(rng: np.random.Generator, actors: Actors) -> Groups:
    """Groups of about 15 members with one to three topics; the first of each field comes first, in their order.

    Two thirds of the members are from nearby districts. Each group has members of all four sectors.
    """
    count = max(FIELDS, len(actors) // ACTORS_PER_GROUP)
    topics = np.zeros((count, TOPICS), dtype=np.bool_)
    per_field = TOPICS // FIELDS
    topics[np.arange(count), np.arange(count) % FIELDS * per_field + np.arange(count) // FIELDS % per_field] = True
    for number in range(count):
        topics[number, rng.integers(0, TOPICS, rng.integers(0, 3))] = True
    sizes = np.clip(rng.lognormal(np.log(_GROUP_SIZE), 0.45, count).astype(np.int64), 5, max(6, len(actors) // 3))
    circle = _Circle(actors)
    members = [circle.draw(rng, np.flatnonzero(topics[number]), size) for number, size in enumerate(sizes)]
    return Groups(topics, np.concatenate(members), np.repeat(np.arange(count), [len(found) for found in members]))


class _Circle:
    """The actors of each topic in the order of their districts, to draw the members of groups from."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        by_district = np.argsort(actors.district, kind="stable")
        by_district = by_district[actors.activity[by_district] > 0]
        self.of_topic = [by_district[actors.topics[by_district, topic]] for topic in range(TOPICS)]
        self._of_sector = [by_district[actors.sector[by_district] == sector] for sector in range(len(SECTORS))]

    def draw(self, rng: np.random.Generator, topics: Numbers, size: int) -> Numbers:
        pool = self.of_topic[topics[0]]
        centre = int(rng.integers(0, len(pool)))
        near = pool[max(0, centre - 2 * size) : centre + 2 * size]
        far = self.of_topic[topics[-1]]
        far = far[rng.integers(0, len(far), 2 * size)]
        members = np.unique(np.concatenate([self._pick(rng, near, size * 2 // 3), self._pick(rng, far, size // 3)]))
        absent = np.setdiff1d(np.arange(len(SECTORS)), self._actors.sector[members])
        return np.concatenate([members, *(self._pick(rng, self._of_sector[sector], 1) for sector in absent)])

    def _pick(self, rng: np.random.Generator, pool: Numbers, size: int) -> Numbers:
        weights = self._actors.activity[pool]
        return rng.choice(pool, min(size, len(pool)), replace=False, p=weights / weights.sum())


def draw_ties(rng: np.random.Generator, actors: Actors, groups: Groups, degree: float) -> Ties:
    """Ties so that an actor has `degree` of them on average."""
    wanted = int(len(actors) * degree / 2)
    lottery = _Lottery(rng, actors, groups)
    keys = np.empty(0, dtype=np.int64)
    for share, draw in zip(_SHARES, (lottery.in_groups, lottery.nearby, lottery.anywhere), strict=True):
        keys = lottery.extend(keys, draw, int(share * wanted))
    keys = lottery.extend(keys, lottery.newcomers(keys), int(_WELCOMED * lottery.untied(keys).sum()))
    rest = wanted - len(keys)
    for turn in range(_ROUNDS):
        keys = lottery.extend(keys, lottery.friends_of(keys), rest // _ROUNDS + (turn < rest % _ROUNDS))
    first, second = np.divmod(np.sort(keys), len(actors))
    return Ties(first, second, shared_topic(rng, actors.topics, first, second))


def shared_topic(rng: np.random.Generator, topics: Flags, first: Numbers, second: Numbers) -> Numbers:
    """A topic for each pair: one that both work on, else one of the first."""
    both = topics[first] & topics[second]
    both = np.where(both.any(axis=1, keepdims=True), both, topics[first])
    return np.asarray(np.argmax(rng.random(both.shape, dtype=np.float32) * both, axis=1), dtype=np.int64)


class _Lottery:
    """Draws pairs that are not tied yet, in four ways."""

    def __init__(self, rng: np.random.Generator, actors: Actors, groups: Groups) -> None:
        self._rng, self._actors, self._groups = rng, actors, groups
        self._affinity = np.array(AFFINITY) / np.max(AFFINITY)
        self._cumulated = np.cumsum(actors.activity) / actors.activity.sum()
        lists = _Circle(actors).of_topic
        self._of_topic = np.concatenate(lists)
        self._lengths = np.array([len(members) for members in lists])
        self._place = np.zeros((len(actors), TOPICS), dtype=np.int64)
        for topic, members in enumerate(lists):
            self._place[members, topic] = np.arange(len(members))

    def extend(self, keys: Numbers, draw: _Draw, wanted: int) -> Numbers:
        """The keys with up to `wanted` new pairs; fewer when twenty draws in a row do not bring that many."""
        goal = len(keys) + wanted
        for _ in range(_PATIENCE):
            missing = goal - len(keys)
            if missing <= 0:
                break
            fresh = np.setdiff1d(self._keys(*draw(missing)), keys)
            keys = np.concatenate([keys, fresh if len(fresh) <= missing else self._rng.permutation(fresh)[:missing]])
        return keys

    def in_groups(self, count: int) -> Pairs:
        """Circles inside groups; those at the core of a group meet more often."""
        sizes = np.bincount(self._groups.group, minlength=len(self._groups))
        starts = np.cumsum(sizes) - sizes
        group = self._groups.group[self._rng.integers(0, len(self._groups.member), count // _PAIRS + 1)][:, None]
        place = self._rng.random((len(group), _SEATS)) ** _CORE * sizes[group]
        return self._met(self._groups.member[starts[group] + place.astype(np.int64)])

    def nearby(self, count: int) -> Pairs:
        """Circles of one topic, of neighbours in the order of districts."""
        first = self._rng.choice(self._of_topic, count // _PAIRS + 1)
        return self._met(self._neighbours(first, _SEATS))

    def anywhere(self, count: int) -> Pairs:
        """Any two, the active ones more often."""
        return self._liked(self._someone(_OVERSAMPLING * count), self._someone(_OVERSAMPLING * count))

    def untied(self, keys: Numbers) -> Flags:
        """Who is active and has no tie yet."""
        found = self._actors.activity > 0
        found[np.concatenate(np.divmod(keys, len(self._actors)))] = False
        return found

    def newcomers(self, keys: Numbers) -> _Draw:
        """Draws those without a tie, each with a neighbour of one of their topics."""
        alone = np.flatnonzero(self.untied(keys))

        def draw(count: int) -> Pairs:
            first = self._rng.permutation(alone)[:count]
            return first, self._neighbours(first, 2)[:, 1]

        return draw

    def friends_of(self, keys: Numbers) -> _Draw:
        """Draws two contacts of somebody, whom one meets the likelier the more contacts they have."""
        ends = np.divmod(keys, len(self._actors))
        source, target = np.concatenate(ends), np.concatenate(ends[::-1])
        contacts = target[np.argsort(source, kind="stable")]
        degrees = np.bincount(source, minlength=len(self._actors))
        starts = np.cumsum(degrees) - degrees

        def contact_of(whom: Numbers) -> Numbers:
            return np.asarray(contacts[starts[whom] + (self._rng.random(len(whom)) * degrees[whom]).astype(np.int64)])

        def draw(count: int) -> Pairs:
            middle = source[self._rng.integers(0, len(source), _OVERSAMPLING * count)]
            return self._liked(contact_of(middle), contact_of(middle))

        return draw

    def _neighbours(self, first: Numbers, seats: int) -> Numbers:
        """Rows of actors who share a topic with the first of their row, neighbours in the order of districts."""
        topic = shared_topic(self._rng, self._actors.topics, first, first)
        away = np.rint(self._rng.laplace(0.0, _NEARBY, (len(first), seats))).astype(np.int64)
        away[:, 0] = 0
        place = np.clip(self._place[first, topic][:, None] + away, 0, self._lengths[topic][:, None] - 1)
        starts = np.cumsum(self._lengths) - self._lengths
        return np.asarray(self._of_topic[starts[topic][:, None] + place])

    def _someone(self, count: int) -> Numbers:
        return np.searchsorted(self._cumulated, self._rng.random(count), side="right")

    def _met(self, circles: Numbers) -> Pairs:
        """Pairs of each circle: the first seat is taken, the others by whom the first likes and who is active."""
        sectors, activity = self._actors.sector[circles], self._actors.activity[circles]
        chance = self._affinity[sectors[:, :1], sectors] * np.minimum(activity / 2, 1)
        taken = self._rng.random(circles.shape) < chance
        taken[:, 0] = True
        one, other = np.triu_indices(_SEATS, 1)
        meets = taken[:, one] & taken[:, other] & (self._rng.random((len(circles), len(one))) < _MEETING)
        return circles[:, one][meets], circles[:, other][meets]

    def _liked(self, one: Numbers, other: Numbers) -> Pairs:
        sectors = self._actors.sector
        liked = self._rng.random(len(one)) < self._affinity[sectors[one], sectors[other]]
        return one[liked], other[liked]

    def _keys(self, one: Numbers, other: Numbers) -> Numbers:
        first, second = np.minimum(one, other), np.maximum(one, other)
        return np.unique((first * len(self._actors) + second)[first != second])


def _normed(weights: Reals) -> Reals:
    return np.asarray(weights / weights.sum())
