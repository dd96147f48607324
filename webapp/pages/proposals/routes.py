"""`/vorschlaege`: what was proposed, and the buttons to approve or decline it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime

from graph.errors import NetworkError
from graph.upkeep.proposals import DescribedChange, as_change
from webapp.accounts.identity import get_accounts, require, who_asks
from webapp.accounts.proposals import Proposal
from webapp.accounts.reading import hidden_networks
from webapp.ui import forms
from webapp.ui.context import get_store, list_networks
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import translate
from webapp.ui.links import network_code

SHOWN = 40


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A proposal as it is read: its statements one to a line, and whether this reader may decide on it."""

    proposal: Proposal
    when: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    more: int
    may_decide: bool


def index() -> ResponseReturnValue:
    """Proposals: all of them for who may decide on some, else one's own. Raises Unauthorized (401) for nobody."""
    require("propose", request.args.get("netz", ""))
    return _page()


def decide(number: int) -> ResponseReturnValue:
    """Approve or decline. A change that cannot be made any more is said, and its proposal waits on."""
    proposals = get_accounts().proposals
    proposal = proposals.find(number)
    approver = require("write", proposal.network)
    forms.check_sender()
    is_approved = request.form.get("what") == "approve"
    by = approver.name or forms.known_name() or "–"
    try:
        proposals.decide(number, "approved" if is_approved else "declined", by)
        if is_approved:
            _make(proposal, by)
    except NetworkError as error:
        return _page(error)
    return redirect(url_for("proposals.index"), 303)


def _make(proposal: Proposal, by: str) -> None:
    what = DescribedChange(proposal.reason, proposal.kind, proposal.about)
    try:
        get_store().apply(as_change(proposal.user, what, proposal.added, proposal.removed, by))
    except NetworkError:
        get_accounts().proposals.reopen(proposal.number)
        raise


def _page(error: NetworkError | None = None) -> Response:
    asking = who_asks()
    decides = any("write" in rights for rights in asking.rights.values())
    all_of_them = get_accounts().proposals.list("" if decides else asking.name)
    found = [one for one in all_of_them if one.user == asking.name or _may_read(one.network)]
    page = render_template(
        "proposals/index.html",
        cards=[_card(one) for one in found],
        token=forms.form_token(),
        problem=translate(error.template, error.values) if error else "",
        hint=translate(error.hint_template, error.values) if error else "",
    )
    return keep_out_of_caches(make_response(page, error.status if error else 200))


def _may_read(network: str) -> bool:
    """Whether this reader may read a proposal for a network; one for none may be about all of them."""
    return not hidden_networks() or network in {network_code(one.iri) for one in list_networks()}


def _card(proposal: Proposal) -> ProposalCard:
    added, removed = (text.decode().splitlines() for text in (proposal.added, proposal.removed))
    moment = datetime.fromtimestamp(proposal.time, UTC).astimezone()
    return ProposalCard(
        proposal,
        str(format_datetime(moment, "short")),
        tuple(added[:SHOWN]),
        tuple(removed[:SHOWN]),
        max(len(added) - SHOWN, 0) + max(len(removed) - SHOWN, 0),
        proposal.state == "open" and who_asks().may("write", proposal.network),
    )
