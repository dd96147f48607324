"""German order and German search: Ä beside A, ß as ss, capitals as small letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from graph.model import Text
from graph.text import long_form, without_accents
from webapp.ui.language import say


class Labelled(Protocol):
    """Whatever is called something."""

    @property
    def label(self) -> Text:
        """What it is called."""
        ...


def sort_key(text: str) -> tuple[str, str]:
    """Key of DIN 5007-1: umlauts stand beside their vowels, and decide only between equals."""
    return without_accents(text.casefold()), text


def label_key(one: Labelled) -> tuple[str, str]:
    """The same for whatever is called something, in the language of the page."""
    return sort_key(say(one.label))


def both_spellings(text: str) -> tuple[str, str]:
    """Both spellings people search by: Muenchen and Munchen for München."""
    return long_form(text), without_accents(text.casefold())


def matches(wanted: str, *texts: str) -> bool:
    """Whether every word of what is wanted occurs in one of the texts, in either spelling."""
    return matches_folded(fold_words(wanted), fold_texts(texts))


def fold_words(wanted: str) -> list[tuple[str, str]]:
    """Each word of what is wanted, in both spellings."""
    return [both_spellings(word) for word in wanted.split()]


def fold_texts(texts: Iterable[str]) -> str:
    """Texts to be searched in, in both spellings, each on a line of its own, which a line break begins."""
    return "".join(
        f"\n{folded}" for folded in dict.fromkeys(folded for text in texts for folded in both_spellings(text))
    )


def matches_folded(words: Iterable[tuple[str, str]], texts: str) -> bool:
    """The same for words and texts that are folded already; many texts are looked through with the same words."""
    return all(long in texts or short in texts for long, short in words)
