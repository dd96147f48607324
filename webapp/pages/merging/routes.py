"""`/zusammenlegen`: pairs that may be the same, two entries side by side, and the way to part them again."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import Conflict, DataInvalid, Forbidden, NetworkError, NotFound
from graph.model import Actor
from graph.network.whereabouts import whereabouts_of
from graph.upkeep.merging.likely import likely_pairs
from graph.upkeep.merging.mentions import fingerprint_of
from graph.upkeep.merging.merge import check_actors, merge, plan_merging, say_different, ties_of
from graph.upkeep.merging.part import Parting, part, plan_parting
from webapp.pages.merging.view import shown_pairs, side_of
from webapp.ui import forms
from webapp.ui.context import get_model, get_store, network_slug, whole_store
from webapp.ui.form_pages import form_page
from webapp.ui.language import say, translate
from webapp.ui.links import iri_of, resource_url, slug_of
from webapp.ui.own_changes import own_change

SHOWN = 100


def index() -> Response:
    """The pairs of the chosen network, or of all, that may be the same; ?eins= is one of two that somebody names."""
    pairs = likely_pairs(get_store(), network_slug())
    shown, more = shown_pairs(get_model(), pairs[:SHOWN]), len(pairs[SHOWN:])
    everyone = {**get_model().actors, **get_model().groups}
    names = sorted({say(actor.label) for actor in everyone.values()}, key=str.casefold)
    one = everyone.get(iri_of(request.args.get("eins", "")))
    return _page(
        "merging/index.html",
        pairs=shown,
        more=more,
        names=names,
        one=one and _written(one),
    )


def show() -> Response:
    """Two entries side by side; ?eins= and ?zwei= name them by address or by name.

    Who has more ties stands first, and stays unless somebody chooses otherwise.
    """
    try:
        named = [_named(request.args.get(name, "")) for name in ("eins", "zwei")]
        model = get_model()
        ties = ties_of(model, named)
        one, other = sorted(named, key=lambda iri: len(ties[iri]), reverse=True)
        plan = plan_merging(get_store(), other, one)
    except NetworkError as error:
        return _problem(error)
    sides = [side_of(model, iri, ties[iri], whereabouts_of(get_store(), iri).addresses) for iri in (one, other)]
    return _page("merging/pair.html", sides=sides, plan=plan, seen=_fingerprint(one, other))


def decide() -> ResponseReturnValue:
    """Merge both, or keep the verdict that they are not the same."""
    forms.check_form("propose")
    one, other = request.form.get("eins", ""), request.form.get("zwei", "")
    kept = request.form.get("bleibt", one)
    if kept not in (one, other):
        return _problem(DataInvalid("Who stays is one of the two.", hint="Choose which entry stays."))
    author = forms.author(request.form.get("author", ""))
    try:
        if request.form.get("urteil") == "verschieden":
            say_different(get_store(), one, other, author=author)
            forms.keep_outcome("different")
            return redirect(url_for("merging.index"), 303)
        check_actors(get_model(), one, other)  # what may not be read is as little there as what is not
        _check_seen(one, other)
        plan = plan_merging(
            whole_store(), other if kept == one else one, kept
        )  # what is hidden moves as well, or refuses
        applied = merge(get_store(), plan, author=author)
    except Forbidden:
        return _problem(
            Forbidden(
                "These two are named in a network, too, in which you may not change anything.",
                hint="Ask somebody who may change all networks to merge them.",
            )
        )
    except (NotFound, DataInvalid, Conflict) as error:
        return _problem(error)
    forms.keep_name(author)
    return redirect(url_for("merging.done", revision=applied.revision), 303)


def done(revision: int) -> Response:
    """What was merged, the way back in one step, and the way to part both later."""
    try:
        plan = _parting(revision)
    except NotFound as error:
        return _problem(error)
    return _page("merging/done.html", plan=plan, kept_url=resource_url(plan.kept))


def undo(revision: int) -> ResponseReturnValue:
    """Part both again; what came since goes where the form says."""
    forms.check_form("propose")
    author = forms.author()
    try:
        plan = _parting(revision)
        part(get_store(), plan, request.form.getlist("zu"), author=author)
    except (NotFound, DataInvalid, Conflict) as error:
        return _problem(error)
    forms.keep_outcome("parted")
    return redirect(url_for("merging.index"), 303)


def _fingerprint(one: str, other: str) -> str:
    """What tells what is said of both from what was said before, as this reader sees it."""
    return fingerprint_of(get_store(), (one, other))


def _check_seen(one: str, other: str) -> None:
    """Raise Conflict (409) where the page that was looked at showed something else."""
    seen = request.form.get("stand", "")
    if seen and seen != _fingerprint(one, other):
        raise Conflict("One of the two entries has just been changed.", hint="Look at both once more.")


def _parting(revision: int) -> Parting:
    """What can be parted, for who may change all that the merge touched. Raises NotFound for anybody else, too."""
    return plan_parting(whole_store(), own_change(revision).revision)


def _named(text: str) -> str:
    """The entry that an address or a name stands for. Raises NotFound where there is none or more than one."""
    model = get_model()
    everyone = {**model.actors, **model.groups}
    wanted = " ".join(text.split())
    for iri in (wanted, iri_of(wanted)):
        if iri in everyone:
            return iri
    found = [iri for iri, actor in everyone.items() if wanted and wanted in (*actor.label.wordings, *actor.aliases)]
    if len(found) != 1:
        raise NotFound(
            "There is not exactly one entry called %(name)s.", hint="Choose it from the list of actors.", name=wanted
        )
    return found[0]


def _written(actor: Actor) -> str:
    """What `_named` knows an entry by: its name, or its address where others are called so, too."""
    label = say(actor.label)
    try:
        return label if _named(label) == actor.iri else slug_of(actor.iri)
    except NotFound:
        return slug_of(actor.iri)


def _problem(error: NetworkError) -> Response:
    sentence, hint = translate(error.template, error.values), translate(error.hint_template, error.values)
    return _page("merging/problem.html", error.status, sentence=sentence, hint=hint)


def _page(name: str, status: int = 200, **values: Any) -> Response:
    response = form_page(name, **values)
    response.status_code = status
    return response
