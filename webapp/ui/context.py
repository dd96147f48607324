"""The store, the network and the analysis that this request is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import cast

from flask import current_app, g, has_app_context, has_request_context, request

from graph.analysis import Analysis, analysis_for
from graph.errors import Forbidden, NotFound, Unauthorized
from graph.model import Ref, State
from graph.network.model_reader import read_model
from graph.network.network_list import networks
from graph.network.reading import Model
from graph.network.tie_kinds import SHIPPED, TieKinds, tie_kinds
from graph.period import day_of, is_day
from graph.protocol import Store
from graph.query.readable_part import readable_part
from graph.store.past import past_store, revision_at
from graph.terms import network_slug as own_slug
from graph.upkeep.lists.drafts import Drafts
from graph.upkeep.proposals import BoundedStore, ProposedChange
from graph.upkeep.touched_networks import Networks
from webapp.accounts.identity import Identity, get_accounts
from webapp.accounts.origin import origin_of
from webapp.accounts.reading import hidden_networks, reader, require_all_networks
from webapp.settings import Settings

EXTENSION, DRAFTS = "akteursnetz", "akteursnetz.drafts"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def get_store() -> Store:
    """The open store of this service, without the networks that whoever asks may not read.

    For a request that may change something and comes from who may not write everywhere, one that looks at what each
    change touches: no page and no address can write past it.
    """
    if not has_request_context() or request.method in _READING or _writes_everywhere(reader()):
        return _readable_store()
    if "bounded" not in g:
        keep = partial(_keep_proposal, reader().name)
        g.bounded = BoundedStore(_readable_store(), whole_store(), reader(), keep)
    return cast("Store", g.bounded)


def whole_store() -> Store:
    """The open store with all networks: to ask for revisions, not for what it says."""
    return cast("Store", current_app.extensions[EXTENSION])


def present_store() -> Store:
    """The store as it is now, whatever state the reader looks back at."""
    hidden = hidden_networks()
    return readable_part(whole_store(), hidden) if hidden else whole_store()


def _readable_store() -> Store:
    revision = looked_back_at()
    if not revision:
        return present_store()
    _check_looking_back()
    return past_store(whole_store(), revision)


def _check_looking_back() -> None:
    require_all_networks()  # the history is of all of them, and says how often somebody worked on one
    if reader().way == "nobody":
        raise Unauthorized("Looking back is for who is signed in.", hint="Sign in, or send a token of your account.")


def looked_back_at() -> int:
    """The number of the change after which the data are shown, 0 for the present. Raises NotFound.

    ?fassung= says its number, or the day of which it is the last: `2026-12-31`.
    """
    # Asked for thousands of times by some pages; `get` makes an error of each parameter that is not there.
    text = request.args["fassung"] if has_request_context() and "fassung" in request.args else ""
    if not text:
        return 0
    if request.method not in _READING:
        raise Forbidden("What was is only looked at.", hint="Leave out ?fassung= to send this about today.")
    if is_day(text):
        return _last_of(date.fromisoformat(text))
    if not text.isdecimal() or len(text) > 12 or not int(text):  # noqa: PLR2004 - no log is that long
        raise NotFound("There is no change %(number)s.", hint="The list of changes has them all.", number=text)
    return int(text)


def day_of_state() -> date | None:
    """The day whose end is shown; None for the present. Raises NotFound as `looked_back_at` does."""
    revision, text = looked_back_at(), request.args.get("fassung", "")
    if not revision or is_day(text):
        return date.fromisoformat(text) if revision else None
    heads = whole_store().heads(1, before=revision + 1)
    return date.fromisoformat(day_of(heads[0].entry.time)) if heads else None


def _last_of(day: date) -> int:
    """The last change of a day or before, looked up once for a request. Raises NotFound where there was none yet."""
    if "last_of_day" not in g:
        _check_looking_back()
        g.last_of_day = revision_at(whole_store(), day)
    if not g.last_of_day:
        raise NotFound("There were no data yet on %(day)s.", hint="Choose a later day.", day=day)
    return cast("int", g.last_of_day)


def _writes_everywhere(asking: Identity) -> bool:
    """Whether they may write all there is, persons too: by forms, or with a token by protocol."""
    by_protocol = asking.way == "token" and asking.may("protocol")
    return by_protocol or (asking.may("write") and asking.may("persons"))


def _keep_proposal(author: str, networks: Networks, proposed: ProposedChange) -> int:
    return get_accounts().proposals.add(author, networks, proposed)


def get_settings() -> Settings:
    """How this service was started."""
    return cast("Settings", current_app.config["SETTINGS"])


def get_drafts() -> Drafts:
    """The lists that somebody has begun to read in."""
    return cast("Drafts", current_app.extensions[DRAFTS])


def client_has_left() -> Callable[[], bool] | None:
    """What tells whether whoever asks is still there; None where the server cannot say."""
    return cast("Callable[[], bool] | None", request.environ.get("waitress.client_disconnected"))


def whose_turn() -> str:
    """Who asks, for sharing the children that answer: where they come from, behind a believed proxy, too."""
    return origin_of(request.remote_addr or "")


def get_model() -> Model:
    """Everything in the store as model objects, whatever network is chosen.

    Each link of a page asks for it: which revision the model has is looked up once for a request and its changes.
    """
    store = _readable_store()
    revision, known = g.get("model", (None, None))
    if known is None or revision != store.revision:
        revision, known = g.model = (store.revision, read_model(store))
    return cast("Model", known)


def get_tie_kinds() -> TieKinds:
    """The kinds of tie there are, looked up once for a request and its changes."""
    if not has_app_context():
        return SHIPPED
    store: Store | None = current_app.extensions.get(EXTENSION)
    store = _readable_store() if store and has_request_context() else store
    revision = store.revision if store else 0
    known: tuple[int, TieKinds] | None = g.get("tie_kinds")
    if known is None or (store and known[0] != revision):
        known = g.tie_kinds = (revision, tie_kinds(store) if store else SHIPPED)
    return known[1]


def use_tie_kinds(kinds: TieKinds) -> None:
    """For a context without a store: the kinds of the data that are shown."""
    g.tie_kinds = (0, kinds)


def list_networks() -> list[Ref]:
    """The networks in the store, each once."""
    return networks(_readable_store())


def network_slug() -> str:
    """Slug of the network chosen by ?netz=, "" for all of them."""
    return request.args.get("netz", "")


def network_iri(found: list[Ref], slug: str) -> str | None:
    """IRI of the network of this slug among those found; None for all of them or an unknown one."""
    return next((network.iri for network in found if slug and slug in {own_slug(network.iri), network.iri}), None)


def get_analysis(states: Sequence[State] = ("exists",), at: str | None = None) -> Analysis:
    """The analysis of the chosen network, cached until the data change; NotFound for an unknown network."""
    return analysis_for(_readable_store(), network_slug() or None, states=states, at=at)


def networks_shown(analysis: Analysis) -> tuple[Ref, ...]:
    """The networks that a page is about: the chosen one, or all."""
    chosen = analysis.model.networks.get(analysis.network_iri or "")
    return (chosen,) if chosen else tuple(analysis.model.networks.values())
