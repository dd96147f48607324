"""The map as programs read it: what `/api/v1/karte.json`, the map of areas and both searches answer."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType, field


class MapPassageJson(Struct):
    """A quoted place as it is read, with its slug and that of its document; `row`: of a table that was read in."""

    slug: str
    quote: str
    start: int
    end: int
    document: str
    row: int | UnsetType = UNSET


class SectorJson(Struct, rename="camel"):
    """A sector with both its colours, its shape and the number of its actors."""

    id: str
    label: str
    color: str
    color_dark: str
    shape: str
    count: int


class OutlineJson(Struct):
    """A group, drawn as an area around its members; in the map of areas an area that was opened.

    `hue` is the number of its colour.
    """

    id: str
    iri: str
    label: str
    members: list[str]
    state: str
    hue: int


class CountedCodeJson(Struct):
    """A code in words, with the number of ties that have it."""

    id: str
    label: str
    count: int


class TieKindJson(CountedCodeJson):
    """A kind of tie and how its lines are drawn: paler (`quiet`), with an `arrow`, `membership` by an area too."""

    quiet: bool
    arrow: bool
    membership: bool


class FacetJson(Struct):
    """A filter by its name in the address, its heading, and the codes that occur with their names.

    `of` (nodes or edges) and `field` say where its codes stand; `unsaid` is the code of what has none there. `also` is
    the field in which nodes have codes of a filter on edges, "" for none.
    """

    name: str
    label: str
    values: dict[str, str]
    of: str
    field: str
    unsaid: str
    also: str


class ParameterJson(Struct, rename="camel"):
    """Whatever else an address says: its name there, its key in the browser's state, and how it is written.

    `kind` is text, steps (at `most` so many), codes, parties or pair; `isChoice`: another choice takes its place;
    `values` are those of a way to draw the map, beside its default.
    """

    name: str
    key: str
    kind: str
    is_choice: bool
    values: list[str]
    most: int | UnsetType = UNSET


class AddressJson(Struct, rename="camel"):
    """The parameters of an address, and those (`ofPage`) that stay whatever is chosen on the map."""

    parameters: list[ParameterJson]
    of_page: list[str]


class LineJson(Struct):
    """How ties of one state are drawn: a colour of the style sheet, a width, dashes (none: false)."""

    colour: str
    width: float
    dashes: list[float] | bool


class AreaShapeJson(Struct):
    """The area of a group: how far it reaches around a member, in how many corners, from how many members on."""

    margin: float
    corners: int
    fewest: int


class NameShapeJson(Struct, rename="camel"):
    """Names: letters' height, line height, characters in a line (`narrower`: shorter ones), lines; and their places.

    `everyone`: up to so many signs each is named; up to `some` a name may stand a little off. `directions` are angles
    clockwise from the right, `rings` distances from the sign, each with its cost; from `leaderFrom` on a line leads.
    """

    size: float
    group_size: float
    line: float
    longest: int
    narrower: list[int]
    most_lines: int
    everyone: int
    some: int
    directions: list[tuple[float, float]]
    rings: list[tuple[float, float]]
    leader_from: float


class RimJson(Struct):
    """The outline of an open sign."""

    dashes: list[float]
    width: float


class GapSignJson(Struct):
    """How gaps of one kind are marked: a letter in a circle, dashes."""

    sign: str
    dashes: list[float]


class AppearanceJson(Struct, rename="camel"):
    """The numbers by which browser and paper draw alike; `existing` and `ended` are states by what they connect.

    `rims` are by the name that a node's `rim` has, `gapSigns` by the kind of a gap.
    """

    lines: dict[str, LineJson]
    bend: float
    area: AreaShapeJson
    name: NameShapeJson
    most_gap_parties: int
    existing: list[str]
    ended: list[str]
    gap_signs: dict[str, GapSignJson]
    rims: dict[str, RimJson]


class ColouringJson(Struct):
    """A way to colour signs: colours of the style sheet with their meaning, in the order of a node's `tints`."""

    name: str
    legend: list[tuple[str, str]]


class MomentJson(Struct):
    """A day on which ties begin or end, and how it is said."""

    day: str
    label: str


class NodeJson(Struct, rename="camel"):
    """An actor or a group at its position; `degree` counts its partners by existing ties.

    `radii` are those of the sign for each of the picture's `sizes`, `tints` the indices in each colouring's legend.
    `rim` is its outline, "" for the usual one; `alone`: no tie and no group connects it. `names` are the ways to write
    its name on the map, the fullest first; `topics` those it works on though no tie here tells so. An actor whose
    `state` is `ended` is on no map of today, only on that of a day up to `until`, "" where nobody knows when it ended
    or when there is no end.
    """

    id: str
    iri: str
    label: str
    short: str
    sector: str
    kind: str
    kind_label: str
    collective: bool
    group: bool
    x: float
    y: float
    degree: int
    betweenness: float
    groups: list[str]
    url: str
    gaps: int
    confidence: str
    state: str
    until: str
    reach: int
    pinned: bool
    aliases: list[str]
    names: list[str]
    radii: list[float]
    tints: list[int]
    rim: str
    alone: bool
    districts: list[str]
    topics: list[str]


class EdgeJson(Struct, rename="camel"):
    """One pair of parties of a tie, with the passages that say so; `period` says start and end in words.

    `days` are the first and the last on which it holds, "" where it is open; null when nobody knows. `nth`: so many
    lines between the same two come before it. `width`: of its line, by its strength where it exists.
    """

    id: str
    tie: str
    source: str = field(name="from")
    target: str = field(name="to")
    kind: str
    kind_label: str
    state: str
    state_label: str
    label: str
    detail: str
    topics: list[str]
    directed: bool
    confidence: str
    confidence_label: str
    evidence: list[MapPassageJson]
    topic_ids: list[str]
    within_topics: list[str]
    documents: list[str]
    perspective: str
    qualities: list[str]
    start: str
    end: str
    start_precision: str
    end_precision: str
    period: str
    note: str
    days: tuple[str, str] | None
    nth: int
    width: float


class MapGapJson(Struct):
    """A gap in words, with those of its parties that are on the map; or a matter, whose reason is its question."""

    id: str
    title: str
    rule: str
    kind: str
    about: str
    parties: list[str]
    reason: str
    evidence: list[MapPassageJson]
    url: str


class BesidesNodesJson(Struct, kw_only=True):
    """Everything of a picture that has no position of its own."""

    sectors: list[SectorJson]
    groups: list[OutlineJson]
    kinds: list[TieKindJson]
    states: list[CountedCodeJson]
    facets: list[FacetJson]
    moments: list[MomentJson]
    edges: list[EdgeJson]
    gaps: list[MapGapJson]
    matters: list[MapGapJson]
    address: AddressJson
    appearance: AppearanceJson
    sizes: list[str]
    colourings: list[ColouringJson]


class PictureJson(BesidesNodesJson, kw_only=True):
    """A whole picture, as the file to be mailed holds it."""

    nodes: list[NodeJson]


class NetworkJson(Struct):
    """The network that is shown; `slug` is "" for all of them."""

    slug: str
    label: str


class MapJson(PictureJson, kw_only=True):
    """The map of one network, for a revision of the data."""

    revision: int
    network: NetworkJson


class HitJson(Struct, rename="camel"):
    """An actor or group that was found, with the address of its page."""

    id: str
    label: str
    kind_label: str
    group: bool
    url: str


class AreaHitJson(Struct, rename="camel"):
    """An actor that was found, with the address of its surroundings on the map of areas."""

    id: str
    label: str
    kind_label: str
    url: str


class AreaNodeJson(Struct, rename="camel", kw_only=True):
    """What is drawn in the map of areas: an area, an area that was opened (`open`), or an actor in one.

    Areas have `area`, `ties` within them by state and the number of actors (`count`); closed ones a `radius`. Actors
    have `iri`, `url`, the id of their area (`inArea`) and the ways to write their name (`names`), the fullest first.
    """

    id: str
    label: str
    name: str
    short: str
    sector: str
    group: bool
    collective: bool
    x: float
    y: float
    degree: int
    groups: list[str]
    area: bool | UnsetType = UNSET
    open: bool | UnsetType = UNSET
    area_only: bool | UnsetType = UNSET
    radius: float | UnsetType = UNSET
    count: int | UnsetType = UNSET
    shown: int | UnsetType = UNSET
    ties: list[int] | UnsetType = UNSET
    untied: int | UnsetType = UNSET
    iri: str | UnsetType = UNSET
    in_area: str | UnsetType = UNSET
    url: str | UnsetType = UNSET
    names: list[str] | UnsetType = UNSET


class AreaStateJson(CountedCodeJson):
    """A state in words, with its index in the numbers by state."""

    place: int


class AreaEdgeJson(Struct, rename="camel"):
    """All ties of one state between two areas or two actors: `count` says how many."""

    id: str
    source: str = field(name="from")
    target: str = field(name="to")
    kind: str
    state: str
    state_label: str
    count: int
    directed: bool
    nth: int


class AreasJson(Struct, rename="camel"):
    """The map of areas, in the form of the map. `cut` says by what actors are put together, `actors` how many.

    `isThinned`: of each area only its strongest ties are among the edges. `kinds`, `facets`, `moments`, `gaps` and
    `matters` are empty: an area has none.
    """

    revision: int
    cut: str
    actors: int
    sectors: list[SectorJson]
    groups: list[OutlineJson]
    kinds: list[CountedCodeJson]
    states: list[AreaStateJson]
    facets: list[FacetJson]
    moments: list[MomentJson]
    nodes: list[AreaNodeJson]
    edges: list[AreaEdgeJson]
    is_thinned: bool
    gaps: list[MapGapJson]
    matters: list[MapGapJson]
    appearance: AppearanceJson
    notices: list[str]
