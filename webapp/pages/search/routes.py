"""`/suche`: whoever is meant at once, or all that may be meant, each with what is most often done next."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.pages.map.search import find_names, is_called, name_url


def show() -> ResponseReturnValue:
    """The page of the only one who is called so, else everybody whose name is like ?text=."""
    text = " ".join(request.args.get("text", "").split())
    found = find_names(text)
    meant = [one for one in found if is_called(text, one)] or found
    if len(meant) == 1:
        return redirect(name_url(meant[0]), 303)
    return render_template("search/index.html", text=text, hits=[(one, name_url(one)) for one in found])
