"""Who may see persons: whoever has the right `persons` in every network, for persons belong to none alone."""

from __future__ import annotations

from webapp.accounts.identity import require
from webapp.ui.forms import check_sender


def require_persons() -> None:
    """Raise Unauthorized (401) or Forbidden (403) for a reader who may not see persons."""
    require("persons")


def check_persons_form() -> None:
    """Raise what `require_persons` does, and Forbidden (403) for a form that no page of ours sent."""
    require_persons()
    check_sender()
