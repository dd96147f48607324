"""The rows of the API: one type for each kind of thing, with the names and values that programs read.

A field that the model has under the same name needs only its line here; one that is computed is given to `fill` in
`rows.py`. The description of the API follows: of a type its docstring, of a field `Annotated[..., Meta(description=)]`.
Every field always comes, null or "" where there is nothing.
"""

from __future__ import annotations

from msgspec import Struct

from graph.gaps.rows import DecisionJson, GapJson, PassageJson, RefJson
from graph.matters.rows import MatterWithGapsJson
from graph.model import Confidence, GapKind, State, UnreadableReason
from graph.progress.former import Unknown
from graph.progress.indicators import Reached
from graph.progress.network_of_day import MeantTime
from graph.upkeep.resolutions import Outcome
from webapp.http.json_answers import Listed
from webapp.pages.gaps.between import Level
from webapp.pages.gaps.export import AnsweredGapJson


class PartyJson(Struct, kw_only=True):
    """Whoever can be party to a tie. `collective`: it stands for actors that are not named one by one.

    `same_as`: its entries in registers such as GND, Wikidata and ROR.
    """

    iri: str
    slug: str
    label: str
    short: str
    sector: RefJson | None
    kind: RefJson | None
    collective: bool
    state: State
    confidence: Confidence
    same_as: list[RefJson]


class ActorJson(PartyJson, kw_only=True):
    """An actor as a line of the list; `degree` counts its partners by existing ties."""

    groups: list[RefJson]
    degree: int
    gaps: int


class GroupJson(PartyJson, kw_only=True):
    """A group as a line of the list: its members of today, and those that are demanded."""

    members: int
    demanded: int
    findings: int
    gaps: int


class TieJson(Struct):
    """A tie with both ends and its evidence; without a direction both hold all parties.

    `start` and `end` are ISO dates, "" when open; `perspective` is who says so. `qualities`: how well it carries, the
    mean of intensity, trust and value, each 1 to 4, where anything is said of it.
    """

    iri: str
    kind: str
    label: str
    state: State
    confidence: Confidence
    sources: list[RefJson]
    targets: list[RefJson]
    directed: bool
    weight: float
    detail: RefJson | None
    topics: list[RefJson]
    start: str
    end: str
    perspective: RefJson | None
    qualities: dict[str, float]
    evidence: list[PassageJson]


class FindingJson(Struct, rename="camel"):
    """What a group recorded. `demand`: it calls for a change."""

    iri: str
    label: str
    kind: RefJson | None
    demand: bool
    confidence: Confidence
    raised_by: list[RefJson]
    topics: list[RefJson]
    perspective: RefJson | None
    evidence: list[PassageJson]


class ProfileJson(PartyJson, kw_only=True, rename="camel"):
    """Everything that an actor's or a group's page says; `role` are sentences, `topics` what an actor works on."""

    note: str
    part_of: list[RefJson]
    parts: list[RefJson]
    networks: list[RefJson]
    groups: list[RefJson]
    topics: list[RefJson]
    role: list[str]
    ties: list[TieJson]
    gaps: list[GapJson]
    findings: list[FindingJson]
    evidence: list[PassageJson]
    revision: int


class FigureJson(Struct):
    """One number of the whole network, in words."""

    name: str
    label: str
    value: float
    meaning: str


class GapKindJson(Struct):
    """One kind of gap: how many are open and answered, what the data could not carry, and counts of the network."""

    kind: GapKind
    label: str
    open: int
    answered: int
    total: int
    notes: list[str]
    figures: dict[str, float]


class BetweenJson(Struct):
    """Two sectors or two groups, by their codes: gaps that pass the filters, and ties, whatever the filters.

    `expected`: how many ties it would be by chance, null where too few are recorded. `demanded`: demanded ties and
    memberships.
    """

    level: Level
    one: str
    other: str
    gaps: int
    existing: int
    expected: float | None
    demanded: int


class GapsBetweenJson(Listed[BetweenJson]):
    """Between whom gaps and ties lie; `notes` say of each level what is counted, and what is not."""

    notes: dict[Level, list[str]]


class GapHistoryJson(AnsweredGapJson, kw_only=True):
    """One gap with every answer to it, the newest last; `fingerprint` says what it rests on now."""

    fingerprint: str
    decisions: list[DecisionJson]
    revision: int


class GapDecidedJson(GapHistoryJson, kw_only=True):
    """A gap after it was answered; `moved` counts the statements that lie with the persons."""

    moved: int


class ClosingJson(Struct):
    """What follows if all that a matter demands were there: ids of gaps, here and elsewhere, that close or come up.

    `done` are the IRIs of what is there then; of mandates that compete for one task it is one, which closes least.
    """

    closed_gaps: list[str]
    new_gaps: list[str]
    done: list[str]


class MatterHistoryJson(MatterWithGapsJson, kw_only=True):
    """One matter with its gaps and every answer to it, the newest last; `fingerprint` says what it rests on now.

    `if_done` is what follows if it is done, as a trial has it; null where it demands nothing or is answered.
    """

    fingerprint: str
    if_done: ClosingJson | None
    decisions: list[DecisionJson]
    revision: int


class MatterDecidedJson(MatterHistoryJson, kw_only=True):
    """A matter after it was answered with its gaps; `moved` counts the statements that lie with the persons."""

    moved: int


class ResolutionJson(Struct):
    """What became of one decision: `about` is the id of the gap or matter, `title` what it was or is called.

    `outcome`: `done` (no longer missing), `gone` (computed, and no longer among the first), `underway`, `overdue`,
    `lapsed` (it rests on something else by now), `replaced` (answered otherwise since) or `put_off`; `label` says it
    in words. `state`: today's, "" once closed.
    """

    about: str
    title: str
    outcome: Outcome
    label: str
    state: str
    decision: DecisionJson


class MeetingResultsJson(Struct):
    """What was decided on a day (ISO), and what was put off to it; `meeting` is null where none is entered for it."""

    day: str
    meeting: RefJson | None
    decided: list[ResolutionJson]
    put_off: list[ResolutionJson]


class GapRunJson(Struct):
    """A run that was kept: its graph, its gaps and matters, the revision it was computed from, and that it made."""

    graph: str
    gaps: int
    data_revision: int
    revision: int
    matters: int


class AnswerInput(Struct, forbid_unknown_fields=True):
    """An answer to a gap. Days are ISO days.

    `decided` needs `day` or `meeting` (the IRI of one of `/api/v1/sitzungen`, whose day it is), `responsible` and
    `due`; `postponed` needs `until`, from which day on the gap is open again; `referred` needs `referred_to`,
    `in_progress` `responsible` and `due`, `no_need` a `note`.

    `fingerprint`: that of the gap as it was read; 409 when it rests on something else by now. `author` counts with the
    token of the settings only: an account's token signs with the name of the account.
    """

    answer: str = ""
    author: str = ""
    note: str = ""
    responsible: str = ""
    due: str = ""
    fingerprint: str = ""
    day: str = ""
    until: str = ""
    referred_to: str = ""
    meeting: str = ""


class SiloJson(Struct):
    """Two sectors with fewer ties on a topic than expected, by so many."""

    sector: RefJson
    other: RefJson
    topic: RefJson
    shortfall: float


class ScenarioFiguresJson(Struct):
    """A network at one moment; `mean_distance` is null where nobody is connected, and may be an estimate.

    `components` counts who stands alone as well; the key figure of this name counts parts of two or more.
    `planned_ties` and `planned_groups` are to come: what is tried is among them, and among no existing ones.
    """

    actors: int
    groups: int
    existing_ties: int
    open_demands: int
    unconnected_actors: int
    components: int
    mean_distance: float | None
    is_estimate: bool
    cut_points: list[RefJson]
    silos: list[SiloJson]
    planned_ties: int
    planned_groups: int


class GroupLossJson(Struct):
    """A group that loses members, who, how many it had, and the share that goes; `is_gone`: the group goes itself."""

    group: RefJson
    members: list[RefJson]
    before: int
    share: float
    is_gone: bool


class ScenarioJson(Struct):
    """The network without and with a scenario.

    `closed_gaps` are closed by what comes. Who goes closes none: `lost_partners` are demands that are open and lose
    a partner, `void_gaps` what else is no longer said. `cut_off` has no way to where it belonged any more.
    """

    before: ScenarioFiguresJson
    after: ScenarioFiguresJson
    new_cut_points: list[RefJson]
    former_cut_points: list[RefJson]
    closed_gaps: list[GapJson]
    new_gaps: list[GapJson]
    lost_partners: list[GapJson]
    void_gaps: list[GapJson]
    group_losses: list[GroupLossJson]
    cut_off: list[RefJson]
    revision: int


class LinkJson(Struct):
    """A tie that would help most, and what it gains after those before it."""

    a: RefJson
    b: RefJson
    gain: float


class ComputingJson(Struct):
    """The revision of the data, and which results are being computed while pages show those from before it."""

    revision: int
    pending: tuple[str, ...]


class UnreadableJson(Struct):
    """A statement whose value could not be read and is left out: `reason` is a code, `message` says what to do."""

    resource: RefJson
    property: str
    value: str
    reason: UnreadableReason
    message: str


class OpenListJson(Struct):
    """One list of what waits: its code, what it is called, what waits in it, and how much; null while it is counted.

    `summed`: its number is part of the sum.
    """

    name: str
    label: str
    meaning: str
    number: int | None
    summed: bool


class OpenPointJson(Struct):
    """An entry that waits in a list: `other` is the second of a pair that may be the same, null elsewhere.

    `day`: when it was last said, "" where that is not known; `forms` are addresses where it is put right, as far as who
    asks may use them.
    """

    in_list: str
    resource: RefJson
    other: RefJson | None
    kind: str
    note: str
    day: str
    forms: list[str]


class OpenWorkJson(Struct):
    """What waits in a network: the sum, the lists with their numbers, and what stands in them."""

    total: int
    lists: list[OpenListJson]
    items: list[OpenPointJson]
    revision: int


class MeetingJson(Struct):
    """A meeting of a network with its day (ISO)."""

    meeting: RefJson
    day: str
    network: str


class StateOfDayJson(Struct):
    """The figures of a network at the end of a day (ISO), by their names, and the meetings of that day.

    `unknown` says why there are none: pending, before (nothing was recorded yet), too_large, elsewhere; null where
    they are known.
    """

    day: str
    meetings: list[RefJson]
    figures: dict[str, int]
    unknown: Unknown | None


class ProgressJson(Struct):
    """The states over the meetings, the present one last; `earlier` meetings are not among them."""

    states: list[StateOfDayJson]
    earlier: int
    revision: int


class ChangedThingJson(Struct):
    """One thing that is different: whom it names, and how it stood on both days, "" where it was not there.

    `iri` is that of the tie, group or actor itself.
    """

    iri: str
    name: str
    parties: list[RefJson]
    kind: str
    before: str
    after: str


class ChangedThingsJson(Struct):
    """All things of one change: its code, what it is called, how many there are."""

    change: str
    label: str
    number: int
    items: list[ChangedThingJson]


class DifferenceJson(Struct):
    """What is different between two days (ISO): by what was recorded at their ends, or by what held on them."""

    earlier: str
    later: str
    time: MeantTime
    meant: str
    changes: list[ChangedThingsJson]
    revision: int


class IndicatorValueJson(Struct):
    """A value of an indicator and the day (ISO) that it is of, "" where nobody said."""

    day: str
    value: float


class IndicatorJson(Struct):
    """An indicator of a field of action with its values in the order of their days, and its target; null for none.

    `reached`: reached, on_the_way, missed (the day of the target is over), or unknown without value or target.
    `counted`: what of the data is counted as its value, "" where values are entered.
    """

    indicator: RefJson
    field: RefJson | None
    state: State
    unit: str
    target: float | None
    due: str
    reached: Reached
    counted: str
    values: list[IndicatorValueJson]


class SinceItemJson(Struct):
    """One thing that became different; `properties` are IRIs of what is different of it, where nothing else says it."""

    resource: RefJson
    other: str
    properties: list[str]


class SinceJson(Struct):
    """One group of changes since a day: its code, what it is called, and the things that became different.

    Each thing with what it was called before, or whom it goes on in; "" elsewhere.
    """

    group: str
    label: str
    number: int
    items: list[SinceItemJson]


class ChangeJson(Struct):
    """One accepted change: when (ISO, UTC), by whom and why, and how many statements came and went.

    `kind` is a code, "" where nobody said; `about` names the thing (the slug of a view, the id of a gap, the number of
    the change taken back); `label` says both in words. `way` is by which way it came in: form, token, command, survey,
    import; "" where an older version did not note it.
    """

    revision: int
    time: str
    author: str
    reason: str
    added: int
    removed: int
    kind: str
    about: str
    label: str
    way: str
