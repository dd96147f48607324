"""A list that somebody has begun to read in: whose it is, what its form says, on which pages its tables are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

from flask import request

from graph.errors import Forbidden
from graph.load.spreadsheet.table import Tables
from graph.upkeep.lists.drafts import KeptDraft
from webapp.accounts.identity import get_accounts, who_asks
from webapp.pages.imports.form_input import ImportInput
from webapp.pages.imports.list_in_form import forget_list
from webapp.ui.context import get_drafts
from webapp.ui.page import say_moment

UNCHANGED = "unchanged"
"""What became of a list that brought nothing new."""
_PAGE, _HIDDEN = "page-", "hidden"
_FIELDS = tuple(one.name for one in fields(ImportInput) if one.name != "actors")


@dataclass(frozen=True, slots=True)
class BegunList:
    """A list that waits for its author: the key of its address, its file, and when it was last touched, in words."""

    key: str
    file: str
    touched: str


def begin(asked: ImportInput, tables: Tables) -> str:
    """Keep a list that was just sent; gives the key of its address. Raises Forbidden (403) for a program."""
    author = author_key()
    if not author:
        raise Forbidden("A list is begun by somebody in a browser.", hint="Programs use: akteursnetz import.")
    return get_drafts().begin(KeptDraft(author, tables, _form_of(asked)))


def find(key: str) -> KeptDraft:
    """The list of an address, to its author. Raises NotFound (404)."""
    return get_drafts().find(key, author_key())


def keep(key: str, draft: KeptDraft, asked: ImportInput, answers: str, hidden: int = 0) -> KeptDraft:
    """Note what was answered, what stands in the form and which rows are shown. `hidden`: see `hidden_by_persons`."""
    form = {**_form_of(asked), **_pages_sent(draft.form), **({_HIDDEN: str(hidden)} if hidden else {})}
    kept = replace(draft, form=form, answers=answers)
    get_drafts().keep(key, kept)
    return kept


def finish(key: str, result: str, slug: str) -> None:
    """Leave nothing of a list but what became of it, and in which network."""
    forget_list(key)
    get_drafts().finish(key, KeptDraft(author_key(), Tables({}), {"slug": slug}), result)


def drop(key: str) -> None:
    """Leave nothing of a list. Raises NotFound."""
    get_drafts().drop(key, author_key())
    forget_list(key)


def begun_lists() -> list[BegunList]:
    """The lists that wait for whoever asks, the newest first."""
    found = get_drafts().of(author_key())
    return [BegunList(key, form.get("file", ""), say_moment(at)) for key, form, at in found]


def author_key() -> str:
    """An account, by its name and since when there is one, or whoever sits at the machine; "" for others."""
    asking = who_asks()
    if asking.way == "session":
        return f"{asking.name} {get_accounts().people.known_since(asking.name)}"
    return "machine" if asking.way == "machine" else ""


def input_of(draft: KeptDraft) -> ImportInput:
    """What stands in the form of a list."""
    said = {name: draft.form.get(name, "") for name in _FIELDS if name != "is_question"}
    return ImportInput(**said, is_question=bool(draft.form.get("is_question")))


def hidden_of(draft: KeptDraft) -> int:
    """How much would be hidden, where somebody was asked about it."""
    return int(draft.form.get(_HIDDEN, "0"))


def pages_of(draft: KeptDraft) -> dict[int, int]:
    """Which page of each sheet is open."""
    return {int(name.removeprefix(_PAGE)): int(page) for name, page in draft.form.items() if name.startswith(_PAGE)}


def _form_of(asked: ImportInput) -> dict[str, str]:
    said = asdict(asked)
    return {name: str(said[name] or "") for name in _FIELDS}


def _pages_sent(before: Mapping[str, str]) -> dict[str, str]:
    """The pages that were open, and the one that a button turned to."""
    sheet, _, page = request.form.get("turn", "").partition(":")
    known = {name: text for name, text in before.items() if name.startswith(_PAGE)}
    is_turned = all(text.isascii() and text.isdecimal() and 0 < len(text) < 8 for text in (sheet, page))  # noqa: PLR2004
    return {**known, f"{_PAGE}{int(sheet)}": str(max(int(page), 1))} if is_turned else known
