"""Networks side by side as programs read them: the rows and their types."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from graph.gaps.rows import RefJson
from graph.side_by_side.comparability import Doubt
from graph.side_by_side.sizes import SizeName
from webapp.pages.side_by_side.view import Standing


class SizeJson(Struct):
    """One figure of one network. `of`: it counts these of so many, 0 where it is no share.

    `value` is null where the figure cannot be compared; `doubt` says why, `reason` in a sentence.
    """

    name: SizeName
    label: str
    value: float | None
    of: int
    doubt: Doubt | None
    reason: str


class NetworkBesideJson(Struct):
    """One network: its figures, the topics that it alone has, and why kinds and empty cells of it tell nothing."""

    network: RefJson
    sizes: list[SizeJson]
    only_here: list[RefJson]
    doubt_of_kinds: Doubt | None
    doubt_of_topics: Doubt | None


class KindNumberJson(Struct):
    """How many actors are of a kind; null for an unknown one."""

    kind: RefJson | None
    actors: int


class CoverageJson(Struct):
    """Who covers a topic in one network, and what is demanded there.

    `standing`: unowned (demanded, nobody in charge), raised (raised, nobody in charge), demanded, covered, nobody
    (nobody is recorded), unknown (too little is recorded to tell), no_topic. `own` are its topics that stand at it,
    `matters` the ids of the open ones.
    """

    network: str
    standing: Standing
    actors: list[RefJson]
    kinds: list[KindNumberJson]
    groups: list[RefJson]
    own: list[RefJson]
    matters: list[str]
    demands: int


class TopicBesideJson(Struct):
    """A topic that two or more networks have; `depth` is 0 for one that is below no other."""

    topic: RefJson
    depth: int
    cells: list[CoverageJson]


class TopicOfNetworkJson(Struct):
    """A topic in use in a network."""

    network: str
    topic: RefJson


class CommonKindJson(Struct):
    """A kind of gap or of partner that two or more networks have open points of: how many in each, by IRI."""

    kind: RefJson
    numbers: Mapping[str, int]


class ElsewhereJson(Struct):
    """Who covers a topic in another network."""

    network: str
    names: list[RefJson]


class SolvedElsewhereJson(Struct):
    """An open matter of one network on a topic that others cover while nothing is demanded there."""

    network: str
    matter: str
    title: str
    topic: RefJson
    elsewhere: list[ElsewhereJson]


class SharedActorJson(Struct):
    """Somebody who is in two or more of the networks."""

    actor: RefJson
    networks: list[str]


class ActorOfNetworkJson(Struct):
    """An actor of a network."""

    network: str
    actor: RefJson


class SideBySideJson(Struct):
    """Networks side by side, in the order of their names: never a ranking. Networks are named by their IRIs.

    `left_out`: those that were asked for beyond the eight that stand beside each other. `alike`: topics that are called
    alike while nobody said whether they are the same; they count as two. `alike_actors`: the same of actors.
    """

    networks: list[NetworkBesideJson]
    left_out: list[RefJson]
    topics: list[TopicBesideJson]
    alike: list[list[TopicOfNetworkJson]]
    common_partners: list[CommonKindJson]
    common_rules: list[CommonKindJson]
    solved_elsewhere: list[SolvedElsewhereJson]
    shared_actors: list[SharedActorJson]
    alike_actors: list[list[ActorOfNetworkJson]]
    revision: int
