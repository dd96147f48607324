"""`/vorschlaege`: what was proposed, and the buttons to approve or decline it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.cache.revisions import RevisionCache
from graph.errors import Conflict, NetworkError
from graph.protocol import Change
from graph.terms import DCT
from graph.upkeep.forms.in_words import ThingChange
from graph.upkeep.proposals import as_change, says_of_persons
from graph.upkeep.proposed_persons import lines_about_persons, tells_of_somebody
from graph.upkeep.touched_networks import networks_of_change
from webapp.accounts.identity import get_accounts, require_in_all, who_asks
from webapp.accounts.proposals import LISTED, Proposal, Proposals
from webapp.pages.proposals.waiting import may_read
from webapp.pages.proposals.words import Fact, facts_of, old_and_new, proposal_title, said
from webapp.ui import forms
from webapp.ui.context import get_store, whole_store
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import translate
from webapp.ui.page import say_moment

SHOWN = 40
_LINES_ABOUT_PERSONS: RevisionCache[Proposals, bytes, frozenset[str]] = RevisionCache(most=LISTED)
"""By the statements of a proposal: to read a large one takes long, and it never changes."""


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A proposal as it is read: what it would be, its statements one to a line, whether this reader may decide on it.

    `title` and a line are None where a person is named whom this reader may not see; `is_hidden`: something is.
    `reads_rdf`: this reader may see statements, who writes by SPARQL. `is_outdated`: what it changes has been changed
    since, so that it cannot be approved any more.
    """

    proposal: Proposal
    title: str | None
    facts: tuple[Fact, ...]
    things: tuple[ThingChange, ...]
    is_hidden: bool
    reads_rdf: bool
    when: str
    added: tuple[str | None, ...]
    removed: tuple[str | None, ...]
    more: int
    may_decide: bool
    is_outdated: bool


def index() -> ResponseReturnValue:
    """Proposals: one's own, and those that one may decide on. Raises Unauthorized (401) for nobody."""
    require_in_all("propose", ())
    return _page()


def decide(number: int) -> ResponseReturnValue:
    """Approve or decline. A change that cannot be made any more is said, and its proposal waits on.

    Who may decide follows from what its change touches now, whatever it touched when it was proposed; what says
    something of persons is approved by who may see and keep them there.
    """
    proposals = get_accounts().proposals
    proposal = proposals.find(number)
    change = _change(proposal)
    touched = networks_of_change(whole_store(), change)
    approver = require_in_all("write", touched)
    forms.check_sender()
    is_approved = request.form.get("what") == "approve"
    if is_approved and (says_of_persons(whole_store(), change) or _card(proposal).is_hidden):
        require_in_all("persons", touched)
    by = approver.name or forms.known_name() or "–"
    try:
        proposals.decide(number, "approving" if is_approved else "declined", by)
        if is_approved:
            _make(proposal, by)
    except NetworkError as error:
        return _page(error)
    return redirect(url_for("proposals.index"), 303)


def _make(proposal: Proposal, by: str) -> None:
    proposals = get_accounts().proposals
    try:
        get_store().apply(_change(proposal, by))
    except BaseException:
        proposals.reopen(proposal.number)
        raise
    proposals.approved(proposal.number)


def _change(proposal: Proposal, by: str = "") -> Change:
    return as_change(whole_store(), proposal.proposed, proposal.user, by)


def _page(error: NetworkError | None = None) -> Response:
    asking = who_asks()
    decides = asking.may_somewhere("write")
    all_of_them = get_accounts().proposals.list("" if decides else asking.name)
    found = [one for one in all_of_them if one.user == asking.name or _may_see(one)]
    page = render_template(
        "proposals/index.html",
        cards=[_card(one) for one in found],
        said=said,
        token=forms.form_token(),
        problem=translate(error.template, error.values) if error else "",
        hint=translate(error.hint_template, error.values) if error else "",
    )
    return keep_out_of_caches(make_response(page, error.status if error else 200))


def _may_see(proposal: Proposal) -> bool:
    """Whether it is for this reader to decide on; who coordinates another network is told nothing of it."""
    return who_asks().may_write(proposal.networks) and may_read(proposal.networks)


def _card(proposal: Proposal) -> ProposalCard:
    added, removed = (text.decode().splitlines() for text in (proposal.added, proposal.removed))
    shown = _everything if who_asks().may("persons") else _without_persons(proposal)
    lines = [shown(line) for line in (*added, *removed)]
    title = shown(proposal_title(proposal))
    is_hidden = title is None or None in lines
    may_decide = proposal.state == "open" and not is_hidden and who_asks().may_write(proposal.networks)
    return ProposalCard(
        proposal,
        title,
        facts_of(proposal, [line for line in lines if line is not None]) if title is not None else (),
        _things(proposal, lines[: len(added)], lines[len(added) :]),
        is_hidden,
        who_asks().may("protocol"),
        say_moment(proposal.time),
        tuple(map(shown, added[:SHOWN])),
        tuple(map(shown, removed[:SHOWN])),
        max(len(added) - SHOWN, 0) + max(len(removed) - SHOWN, 0),
        may_decide,
        may_decide and _is_outdated(proposal),
    )


def _is_outdated(proposal: Proposal) -> bool:
    check = _change(proposal).only_if
    try:
        if check is not None:
            check()
    except Conflict:
        return True
    return False


def _things(proposal: Proposal, added: Sequence[str | None], removed: Sequence[str | None]) -> tuple[ThingChange, ...]:
    """Old and new side by side, for a change of entries; only of what this reader may see."""
    if not proposal.kind.startswith("entr"):
        return ()
    seen = ([line for line in lines if line is not None] for lines in (added, removed))
    return tuple(old_and_new(*seen))


def _everything(text: str) -> str | None:
    return text


def _without_persons(proposal: Proposal) -> Callable[[str], str | None]:
    """What shows a line, or a reason, unless it names a known person or surely one that is not known yet."""
    # Who proposes stands on the card: an account that is called like a person hides no line by that name.
    own, unsigned = f'<{DCT}creator> "{proposal.user}"', f'<{DCT}creator> ""'
    nquads = (proposal.added + proposal.removed).replace(own.encode(), unsigned.encode())
    private = _LINES_ABOUT_PERSONS.get(
        get_accounts().proposals, sha256(nquads).digest(), lambda: frozenset(lines_about_persons(nquads))
    )
    names_somebody = whole_store().names_somebody

    def shown(text: str) -> str | None:
        line = text.replace(own, unsigned)
        return None if line in private or tells_of_somebody(line, names_somebody) else text

    return shown
