"""JSON-LD, whose rules let a parser drop what it does not understand: here that is a fault with a name.

The contexts of schema.org, of the W3C's organization ontology and our own are known by their addresses and kept with
the product (`ontology/contexts/`): nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from graph.errors import Wording
from graph.load.faults import TextFault, TextFaultError, fault_of_parser
from graph.load.sound_terms import is_iri, unsound_term
from graph.paths import ONTOLOGY

CONTEXTS: Mapping[str, str] = {
    "schema.org": "schema",
    "schema.org/docs/jsonldcontext.json": "schema",
    "schema.org/docs/jsonldcontext.jsonld": "schema",
    "w3.org/ns/org": "org",
    "w3.org/ns/org.jsonld": "org",
    "w3id.org/akteursnetz/ns": "akteursnetz",
    "w3id.org/akteursnetz/context": "akteursnetz",
}
"""Addresses of contexts, without scheme, www and what ends them, and the files that they stand for."""
_AROUND = re.compile(r"^https?://(?:www\.)?|(?<![/#])[/#]+$")
_CONTEXT = "@context"
_KEYWORDS = frozenset(
    "@" + word
    for word in (
        "base", "container", "context", "default", "direction", "embed", "explicit", "graph", "id", "import",
        "included", "index", "json", "language", "list", "nest", "none", "omitDefault", "prefix", "preserve",
        "propagate", "protected", "requireAll", "reverse", "set", "type", "value", "version", "vocab",
    )
)  # fmt: skip
_LIKE_A_KEYWORD = re.compile(r"@[A-Za-z]+")


def parse_jsonld(content: bytes, base: str, left_out: list[TextFault] | None = None) -> Iterator[ox.Quad]:
    """The statements of a text in UTF-8. What would say nothing is named in `left_out`, or without one refused.

    Raises TextFaultError for that and for a text that is no JSON-LD.
    """
    text = _with_known_contexts(content)
    form = ox.RdfFormat.JSON_LD
    try:
        for quad in ox.parse(text, format=form, base_iri=base, rename_blank_nodes=True, lenient=True):
            detail = _why_dropped(quad)
            if detail is None:
                yield _in_small_letters(quad)
                continue
            fault = TextFault(detail, *_place(content, str(detail.values["name"])))
            if left_out is None:
                raise TextFaultError(fault)
            left_out.append(fault)
    except SyntaxError as error:
        fault = fault_of_parser(error)
        raise TextFaultError(fault if text is content else TextFault(fault.detail)) from error


def _why_dropped(quad: ox.Quad) -> Wording | None:
    """Why a statement that was read without checks is none; None for one that is."""
    if not is_iri(quad.predicate.value):
        return Wording("the @context does not say what “%(name)s” means", name=quad.predicate.value)
    return unsound_term(quad)


def _in_small_letters(quad: ox.Quad) -> ox.Quad:
    """A language tag as the engine writes it when it checks terms."""
    value = quad.object
    if not isinstance(value, ox.Literal) or not value.language or value.language.islower():
        return quad
    return ox.Quad(
        quad.subject, quad.predicate, ox.Literal(value.value, language=value.language.lower()), quad.graph_name
    )


def _place(content: bytes, name: str) -> tuple[int | None, int | None]:
    """Line and column where a name first stands in the text; nothing where it came to be otherwise."""
    start = content.find(f'"{name}"'.encode())
    if start < 0:
        return None, None
    before = content[:start].decode("utf-8", "replace")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _with_known_contexts(content: bytes) -> bytes:
    """The text with the contexts that we know in place of their addresses; the same where it names none."""
    try:
        document = json.loads(content, object_pairs_hook=_object)
    except (json.JSONDecodeError, UnicodeDecodeError):
        return content  # the engine's parser says where
    except ValueError as error:
        raise TextFaultError(TextFault(Wording("a number in it has too many digits"))) from error
    _refuse_loose(document)
    resolved = _resolved(document)
    return content if resolved == document else json.dumps(resolved, ensure_ascii=False).encode("utf-8", "replace")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names all differ, for of two values one would be lost, and mean something."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
        raise TextFaultError(TextFault(Wording("“%(name)s” stands twice in one object", name=twice)))
    for name in found:
        if _LIKE_A_KEYWORD.fullmatch(name) and name not in _KEYWORDS:
            raise TextFaultError(TextFault(Wording("“%(name)s” is no keyword of JSON-LD", name=name)))
    return found


def _refuse_loose(document: Any) -> None:
    """Raise TextFaultError for a value that belongs to nothing."""
    for one in document if isinstance(document, list) else [document]:
        if not isinstance(one, dict):
            raise TextFaultError(TextFault(Wording("“%(name)s” stands alone and says nothing of anything", name=one)))


def _resolved(value: Any) -> Any:
    if isinstance(value, list):
        return [_resolved(one) for one in value]
    if isinstance(value, dict):
        return {name: _context(one) if name == _CONTEXT else _resolved(one) for name, one in value.items()}
    return value


def _context(value: Any) -> Any:
    """A context, of whose addresses those that we know are read here."""
    if isinstance(value, str):
        name = CONTEXTS.get(_AROUND.sub("", value.strip()).lower())
        if name is None:
            raise TextFaultError(
                TextFault(
                    Wording(
                        "it names the remote @context %(address)s, and nothing is fetched; put it into the file",
                        address=value,
                    )
                )
            )
        return _known(name)
    return [_context(one) for one in value] if isinstance(value, list) else _resolved(value)


@lru_cache
def _known(name: str) -> Any:
    return json.loads((ONTOLOGY / "contexts" / f"{name}.jsonld").read_bytes())[_CONTEXT]
