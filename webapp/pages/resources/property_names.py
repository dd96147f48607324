"""What a property is called on a page."""

from __future__ import annotations

from webapp.ui import property_words
from webapp.ui.language import gettext, language


def property_name(iri: str) -> str:
    """The name of a property in the language of the page; its short form where nobody has named it."""
    return property_words.property_name(iri, language(), gettext)
