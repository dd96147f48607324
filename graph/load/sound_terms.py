"""Terms that were read without the parser's checks: whether they are what RDF takes."""

from __future__ import annotations

import pyoxigraph as ox

from graph.errors import Wording


def unsound_term(quad: ox.Quad) -> Wording | None:
    """What is wrong with the first unsound term of a statement; None for a sound one."""
    for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
        if isinstance(term, ox.NamedNode) and not is_iri(term.value):
            return Wording("“%(name)s” is no IRI", name=term.value)
        if isinstance(term, ox.Literal) and term.language and not is_language(term.language):
            return Wording("“%(name)s” is no language tag", name=term.language)
    return None


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def is_language(tag: str) -> bool:
    """Whether a text is a language tag."""
    try:
        ox.Literal("", language=tag)
    except ValueError:
        return False
    return True
