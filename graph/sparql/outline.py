"""What is to be known of a query or an update before it runs: its graphs, and whether it gives the same again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from graph.sparql.lexer import Lexeme, tokens, unescape

_CHOOSING = ("FROM", "USING")
_RANDOM = ("RAND", "NOW", "UUID", "BNODE")
_MARKS = (*_RANDOM, "\\U")  # without one of these a text is repeatable; far quicker to look for than tokens


@dataclass(frozen=True, slots=True)
class Outline:
    """What is to be known of a text before it runs.

    `names_dataset`: it chooses its own graphs, by FROM, USING or WITH; `graphs`: those of FROM and USING, absolute.
    `is_repeatable`: on the same data it gives the same again (no RAND, NOW, UUID, STRUUID or BNODE in it).
    `only_data`: an update of INSERT DATA and DELETE DATA and nothing else.
    """

    names_dataset: bool
    graphs: tuple[str, ...] = ()
    is_repeatable: bool = True
    only_data: bool = False


def outline_of(found: Sequence[Lexeme], base: str) -> Outline:
    """The outline of a text by its tokens; `base` is what its relative IRIs stand under."""
    words, repeatable = _words(found), _is_repeatable(found)
    if not any(word == "WITH" or word.startswith(_CHOOSING) for _, word in words):
        return Outline(names_dataset=False, is_repeatable=repeatable)
    names_dataset, graphs = _dataset(found, words, base)
    return Outline(names_dataset, graphs, repeatable)


def is_repeatable(text: str) -> bool:
    """Whether a text gives the same again on the same data; any text may be asked about, most in microseconds."""
    capitals = text.upper()
    return not any(mark in capitals for mark in _MARKS) or _is_repeatable(tokens(unescape(text)))


def _words(found: Sequence[Lexeme]) -> list[tuple[int, str]]:
    return [(position, token.text.upper()) for position, token in enumerate(found) if token.kind in {"word", "name"}]


def _is_repeatable(found: Sequence[Lexeme]) -> bool:
    return not any(word.endswith(_RANDOM) and _text(found, position + 1) == "(" for position, word in _words(found))


def _dataset(found: Sequence[Lexeme], words: Iterable[tuple[int, str]], base: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a text chooses its graphs, and the absolute names of those that it reads from."""
    graphs: list[str] = []
    names_dataset, prefixes = False, dict[str, str]()
    for position, word in words:
        after = found[position + 1 : position + 4]
        if word == "BASE" and after:
            base = urljoin(base, after[0].text[1:-1])
        elif word == "PREFIX" and len(after) > 1:
            prefixes[after[0].text] = urljoin(base, after[1].text[1:-1])
        elif word.startswith(_CHOOSING) and found[position].kind == "word":
            names_dataset = True
            graphs += _graph_names(after, prefixes, base)
        names_dataset = names_dataset or word == "WITH"
    return names_dataset, tuple(dict.fromkeys(graphs))


def _text(found: Sequence[Lexeme], position: int) -> str:
    return found[position].text if position < len(found) else ""


def _graph_names(after: Sequence[Lexeme], prefixes: dict[str, str], base: str) -> list[str]:
    """The graph that stands after FROM or USING, NAMED or not, as an absolute IRI; none for what cannot be one."""
    name = after[1] if len(after) > 1 and after[0].is_word("NAMED") else after[0] if after else None
    if name is None or name.kind not in {"iri", "name"}:
        return []
    if name.kind == "iri":
        return [urljoin(base, name.text[1:-1])]
    prefix, _, local = name.text.partition(":")
    return [prefixes[prefix + ":"] + local.replace("\\", "")] if prefix + ":" in prefixes else []
