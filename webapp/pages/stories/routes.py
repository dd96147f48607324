"""`/geschichten`: saved views in an order, told step by step, and as a handout."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import DataInvalid
from graph.saved.storage import delete, keep, read_saved
from graph.saved.views import (
    Kept,
    Story,
    make_story,
    renamed,
    with_changed_step,
    with_moved_step,
    with_step,
    without_step,
)
from webapp.accounts.reading import hidden_networks
from webapp.http.errors import BadRequestError
from webapp.pages.compare.routes import compare_saved
from webapp.pages.map.words import messages
from webapp.pages.stories.matters import matters_of_steps
from webapp.pages.stories.view import step_in_address, view_steps
from webapp.ui import forms
from webapp.ui.context import get_store
from webapp.ui.form_pages import FormEntry, form_page, networks_shown, note_saved, read_entry, refuse


def index() -> ResponseReturnValue:
    """All stories, the newest first."""
    kept = read_saved(get_store())
    own = {story.slug for story in kept.stories.values() if forms.may_write(networks=_shown_by(kept, story))}
    return form_page("stories/index.html", stories=kept.stories.values(), own=own)


def ask_new() -> ResponseReturnValue:
    """The form for a new story."""
    return form_page("stories/form.html", entry=FormEntry())


def create() -> ResponseReturnValue:
    """Keep a new story and go on with its steps."""
    forms.check_form()
    entry, known = read_entry(), read_saved(get_store()).stories
    try:
        names_somebody = get_store().names_somebody
        story = make_story(
            known,
            title=entry.title,
            text=entry.text,
            author=entry.author,
            names_somebody=names_somebody,
            knows_all=not hidden_networks(),
        )
    except DataInvalid as error:
        return refuse(form_page("stories/form.html", entry=entry.refused(error)), error)
    return _saved(story, "titel")


def show(slug: str) -> ResponseReturnValue:
    """One step of a story, text and map: ?schritt= says which."""
    kept = read_saved(get_store())
    story = kept.story(slug)
    steps = view_steps(kept, story)
    number, is_known = step_in_address(request.args.get("schritt", ""), steps)
    current = steps[number - 1] if steps else None
    return render_template(
        "stories/show.html",
        story=story,
        steps=steps,
        current=current,
        is_known=is_known,
        data=[step.as_json() for step in steps],
        messages=messages(),
        is_writable=forms.may_write(networks=_shown_by(kept, story)),
    )


def handout(slug: str) -> ResponseReturnValue:
    """All steps beneath each other with what is to be decided in them, to be printed."""
    kept = read_saved(get_store())
    story = kept.story(slug)
    steps = view_steps(kept, story)
    changes = {step.number: compare_saved(step.query) for step in steps}
    return render_template(
        "stories/handout.html", story=story, steps=steps, changes=changes, matters=matters_of_steps(steps)
    )


def ask_change(slug: str) -> ResponseReturnValue:
    """Name and text of a story, and its steps."""
    return _edit_page(slug)


def change(slug: str) -> ResponseReturnValue:
    """Give a story another name and text."""
    forms.check_form()
    story, entry = read_saved(get_store()).story(slug), read_entry()
    try:
        changed = cast("Story", renamed(story, title=entry.title, text=entry.text, author=entry.author))
    except DataInvalid as error:
        return refuse(_edit_page(slug, entry.refused(error)), error)
    return _saved(changed, "titel")


def change_steps(slug: str) -> ResponseReturnValue:
    """Add a step, change its words, move it or take it away: the button says which."""
    forms.check_form()
    story, action = read_saved(get_store()).story(slug), request.form.get("action", "")
    if action not in _ACTIONS:
        raise BadRequestError("The form does not say what to do.", hint="Open the page again and send it anew.")
    try:
        changed = _ACTIONS[action](story, request.form.get("key", ""))
    except DataInvalid as error:
        return refuse(_edit_page(slug, step_problem=FormEntry().refused(error)), error)
    return _saved(replace(changed, author=forms.known_name() or story.author), "schritte")


def ask_deletion(slug: str) -> ResponseReturnValue:
    """Ask whether a story shall really go."""
    kept = read_saved(get_store())
    story = kept.story(slug)
    return form_page("stories/delete.html", networks=_shown_by(kept, story), story=story)


def remove(slug: str) -> ResponseReturnValue:
    """Delete a story; its views stay."""
    forms.check_form()
    delete(get_store(), read_saved(get_store()).story(slug), author=forms.author())
    forms.keep_outcome("deleted")
    return redirect(url_for("stories.index"), 303)


def _add(story: Story, _: str) -> Story:
    entry, view = read_entry(), read_saved(get_store()).view(request.form.get("view", ""))
    return with_step(story, view, title=entry.title, text=entry.text)


def _rewrite(story: Story, key: str) -> Story:
    entry = read_entry()
    return with_changed_step(story, key, title=entry.title, text=entry.text)


_ACTIONS: Mapping[str, Callable[[Story, str], Story]] = {
    "add": _add,
    "change": _rewrite,
    "up": lambda story, key: with_moved_step(story, key, -1),
    "down": lambda story, key: with_moved_step(story, key, 1),
    "remove": without_step,
}


def _edit_page(slug: str, entry: FormEntry | None = None, step_problem: FormEntry | None = None) -> Response:
    kept = read_saved(get_store())
    story = kept.story(slug)
    return form_page(
        "stories/edit.html",
        networks=_shown_by(kept, story),
        story=story,
        steps=view_steps(kept, story),
        views=[view for view in kept.views.values() if forms.may_write(networks=networks_shown(view.address))],
        entry=entry or FormEntry(story.name, story.text),
        step_problem=step_problem or FormEntry(),
    )


def _shown_by(kept: Kept, story: Story) -> set[str] | None:
    """The networks that its steps show; None for a story that shows nothing yet."""
    known = (kept.views[step.view].address for step in story.steps if step.view in kept.views)
    return networks_shown(*known) or None


def _saved(story: Story, anchor: str) -> ResponseReturnValue:
    note_saved(keep(get_store(), story), story.author, "saved")
    return redirect(url_for("stories.ask_change", slug=story.slug, _anchor=anchor), 303)
