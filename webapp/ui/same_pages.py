"""A page that would say what it said before a change is given again: it is not rendered, and not packed.

Most changes reach no more than a few pages, but each page is asked for anew after each. What a page is made of is found
out each time, and is soon found; of an actor's page the rest took three quarters. A page is kept with all values that
its template is given and with what every page shows around them, for one address, language, reader and day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

from flask import g, render_template, request

from graph.cache.beside import given_former
from graph.period import today
from webapp.accounts.reading import hidden_networks, reader
from webapp.ui.context import get_analysis, get_model, list_networks, looked_back_at
from webapp.ui.kept_parts import KEY, leads_of
from webapp.ui.page import number_of_upkeep

RESTS_ON = "akteursnetz.rests_on"
"""Of a request, what its page was made of; where that is unknown, it has none."""
FORMER = "akteursnetz.former_rests_on"
"""The same of the page that is kept for its address from before."""
IS_AS_BEFORE = "akteursnetz.is_as_before"
"""Set where the page was not made, as it would be the kept one."""


def render_unless_as_before(template: str, *, long: Collection[str] = (), **shown: Any) -> str:
    """The page that a template makes of these values; "" where the kept one says the same and is to be given.

    For templates that look at nothing of the data but these values, where links lead, and what is around every page.
    The values are kept with the page: they must not be changed, nor hold on to a state of the network. Of those that
    `long` names, which would take more room than the page, a digest is kept: they are of texts and numbers alone.
    """
    environ = request.environ
    if KEY not in environ:
        return render_template(template, **shown)
    rests_on = (template, {**shown, **{name: _digest(shown[name]) for name in long}}, _around())
    if environ.get(FORMER) == rests_on:
        environ |= {RESTS_ON: rests_on, IS_AS_BEFORE: True}
        return ""
    g.rests_on_more = False
    page = render_template(template, **shown)
    is_of_one_state = get_model() is get_analysis().model and _around() == rests_on[-1]  # others count meanwhile
    if is_of_one_state and not g.rests_on_more:
        environ[RESTS_ON] = rests_on
    return page


def _digest(value: object) -> bytes:
    return hashlib.sha256(repr(value).encode(errors="surrogatepass")).digest()


def _around() -> tuple[object, ...]:
    """What the header, the footer and the links of this page rest on beside its address.

    Its reader too: between the question who asks, for which the page is kept, and the view their session may end.
    """
    return (
        reader().key(),
        leads_of(get_analysis()).mark,
        given_former(),
        tuple(list_networks()),
        hidden_networks(),
        number_of_upkeep(),
        looked_back_at(),
        today(),
    )
