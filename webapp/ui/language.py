"""Which language a request is answered in: ?lang= first, then Accept-Language, then German."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, g, has_app_context, has_request_context, request
from flask_babel import Babel, get_locale, get_translations
from flask_babel import ngettext as untyped_ngettext
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from graph.errors import Wording
from graph.model import DEFAULT_LANGUAGE, LANGUAGES, Text

KEPT = ("lang", "netz", "fassung")
BEFOREHAND = "akteursnetz.beforehand"
"""In the environment of a request that nobody has made: its answer is to be there when somebody asks."""
_ASKED = "languages_asked"

# flask_babel has no types; this is its function with the one type that matters to callers.
ngettext: Callable[..., str] = untyped_ngettext


def set_up_languages(app: Flask) -> None:
    """Translate templates and messages, and keep the choices of language and network in every link."""
    app.extensions[_ASKED] = {DEFAULT_LANGUAGE}
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, default_locale=DEFAULT_LANGUAGE, locale_selector=_select_language)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # flask_babel's asks for its catalogue anew each time
        gettext, lambda one, many, number: _sentences().ungettext(one, many, number), newstyle=True
    )
    app.url_defaults(keep_choices)
    app.template_filter("say")(say)
    app.jinja_env.globals["languages"] = LANGUAGES


def _select_language() -> str:
    if not has_request_context():
        return DEFAULT_LANGUAGE
    chosen = request.args.get("lang", "")
    return chosen if chosen in LANGUAGES else (request.accept_languages.best_match(LANGUAGES) or DEFAULT_LANGUAGE)


def language() -> str:
    """The language of this request by its code, found out once; the first one outside of any."""
    if not has_app_context():
        return DEFAULT_LANGUAGE
    known: str | None = g.get("language")
    if known is None:
        wanted = str(get_locale()).partition("_")[0]
        known = g.language = wanted if wanted in LANGUAGES else DEFAULT_LANGUAGE
        if has_request_context() and not request.environ.get(BEFOREHAND):
            current_app.extensions[_ASKED].add(known)
    return known


def asked_languages(app: Flask) -> list[str]:
    """The languages that somebody was answered in since the start, and the first one."""
    return [language for language in LANGUAGES if language in app.extensions[_ASKED]]


def gettext(sentence: str, **values: object) -> str:
    """A sentence in the language of this request, filled with its values."""
    translated: str = _sentences().ugettext(sentence)
    return translated % values if values else translated


def lazy_gettext(sentence: str, **values: object) -> LazyString:
    """The same, translated where it is shown: for what is named once for all requests."""
    return LazyString(gettext, sentence, **values)


def _sentences() -> Any:
    """The catalogue of this request's language, found once: a page asks for hundreds of sentences."""
    if not has_app_context():
        return get_translations()
    known = g.get("sentences")
    if known is None:
        known = g.sentences = get_translations()
    return known


def say(text: Text | str | None) -> str:
    """A wording in the language of this request."""
    return text.in_language(language()) if isinstance(text, Text) else (text or "")


def language_of(text: Text | str) -> str:
    """The language that `say` answers in; a plain text, as a quote or a note, is in that of the sources: the first."""
    if not isinstance(text, Text):
        return DEFAULT_LANGUAGE
    if text.only_in(language()):
        return language()
    return next((code for code in LANGUAGES if text.only_in(code)), language())


def in_its_language(text: Text | str) -> Markup:
    """The attribute that tells screen readers so, for an element with such a text; none on a page of that language."""
    spoken = language_of(text)
    return Markup("") if spoken == language() else Markup(' lang="{}"').format(spoken)


def keep_choices(endpoint: str, values: dict[str, Any]) -> None:
    """What the reader chose in the address stays chosen in the links of the page."""
    if endpoint == "static" or endpoint.endswith(".static") or not has_request_context():
        return
    chosen = request.args
    for name in KEPT:
        if name in chosen and name not in values:
            values[name] = chosen[name]


def translate(template: str, values: dict[str, object]) -> str:
    """An error's template in the language of the request, filled with its values; a wording among them too."""
    if not template:
        return ""
    sentence = str(gettext(template))
    said = {
        name: translate(value.template, value.values) if isinstance(value, Wording) else value
        for name, value in values.items()
    }
    return sentence % said if said else sentence
