"""Who may see persons: whoever may write here."""

from __future__ import annotations

from graph.errors import Forbidden
from webapp.ui import forms


def require_persons() -> None:
    """Raise Forbidden (403) for a reader who may not see persons."""
    if not forms.may_write():
        raise Forbidden("Persons are shown to nobody here who may only read.", hint="Sign in first.")


def check_persons_form() -> None:
    """Raise Forbidden (403) for a form that this reader may not send."""
    require_persons()
    forms.check_form()
