"""What came of taking a list over, and how its sender is told."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from webapp.pages.imports.form_input import ImportInput
from webapp.pages.imports.list_in_form import ListInForm
from webapp.pages.imports.words import PAGE_WORDS
from webapp.ui import forms
from webapp.ui.list_sums import changes_in_words, sums_in_words


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A change that a list made: its number, in which network, by whom, and what it brought, in words."""

    revision: int
    slug: str
    author: str
    words: tuple[str, ...]


def words_of(asked: ImportInput, read: ListInForm) -> tuple[str, ...]:
    """What is said of a list once it is taken over."""
    sums = read.difference.sums
    changes = changes_in_words(sums, PAGE_WORDS) if asked.into else ""
    return sums_in_words(sums, PAGE_WORDS), changes, str(len(read.answers.persons)), "alike" if sums.alike else ""


def told(outcome: TakenOver) -> ResponseReturnValue:
    """The way to what was brought."""
    forms.keep_name(outcome.author)
    forms.keep_brought("\n".join((str(outcome.revision), *outcome.words)))
    return redirect(url_for("imports.done", revision=outcome.revision, netz=outcome.slug), 303)


def brought(revision: int) -> tuple[str, str, int, str] | None:
    """What this change read in: words, persons, whether names sound alike; None where another browser made it."""
    revised, *words = forms.brought().split("\n")
    return (words[0], words[1], int(words[2]), words[3]) if revised == str(revision) and len(words) == 4 else None  # noqa: PLR2004
