"""What a property is called on a page: by its definition in the ontology, or by our word for a borrowed one."""

from __future__ import annotations

from flask_babel import gettext

from graph.rdf.vocabulary import list_definitions
from graph.terms import NETZ
from webapp.ui.language import say
from webapp.ui.property_words import BORROWED
from webapp.ui.terms import shorten


def property_name(iri: str) -> str:
    """The name of a property in the language of the page; its short form where nobody has named it."""
    own = {term.iri: term.label for term in list_definitions(NETZ)} if iri.startswith(NETZ) else {}
    return say(own[iri]) if iri in own else gettext(BORROWED[iri]) if iri in BORROWED else shorten(iri)
