"""`/abo/<secret>/…`: what can be subscribed to where a network is for accounts only, at an address of one's own.

Programs that subscribe send no header. The secret stands in the address, opens these two files alone, and is listed
and taken back with the tokens of its account. Who has sent it is settled before any page (`webapp/accounts/identity`).
"""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from webapp.accounts.identity import who_asks
from webapp.pages.changes import feed
from webapp.pages.matters import due_calendar as calendar


def atom(feed_secret: str) -> ResponseReturnValue:  # noqa: ARG001 - says who asks
    """The feed of changes in the networks that its reader may read. Raises Unauthorized (401) for no secret of ours."""
    who_asks()  # a secret that is none opens not even what is public
    return feed.atom()


def due_calendar(feed_secret: str) -> ResponseReturnValue:  # noqa: ARG001 - as above
    """The calendar of what is due in the networks that its reader may read. Raises Unauthorized (401)."""
    who_asks()
    return calendar.due_calendar()
