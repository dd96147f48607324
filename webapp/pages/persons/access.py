"""Who may see persons: whoever has the right `persons` in every network, for persons belong to none alone."""

from __future__ import annotations

from graph.errors import Forbidden
from webapp.accounts.identity import require, who_asks
from webapp.ui.forms import check_sender


def require_persons() -> None:
    """Raise Unauthorized (401) or Forbidden (403) for a reader who may not see persons."""
    asking = who_asks()
    if asking.may_somewhere("persons") and not asking.may("persons"):
        raise Forbidden(
            "Contact persons belong to no network alone: this page is for who coordinates all of them.",
            hint="Somebody with the role verwalten can give you the role for all networks.",
        )
    require("persons")


def check_persons_form() -> None:
    """Raise what `require_persons` does, and Forbidden (403) for a form that no page of ours sent."""
    require_persons()
    check_sender()
