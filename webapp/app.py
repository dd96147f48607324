"""Puts the web application together: settings, store, languages, protection, errors, pages."""

from __future__ import annotations

import secrets

from flask import Flask

from graph.protocol import Store
from graph.store.open import open_store
from graph.upkeep.lists.drafts import Drafts
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION as ACCOUNTS
from webapp.http.addresses import prepare_addresses
from webapp.http.answer_cache import keep_answers
from webapp.http.compression import compress
from webapp.http.conditional import answer_conditionally
from webapp.http.csv_choice import remember_csv_choice
from webapp.http.errors import register_errors
from webapp.http.first_page import note_first_page
from webapp.http.first_reading import wait_for_first_reading
from webapp.http.later import FunctionsOf
from webapp.http.looking_back import look_back_from_its_day
from webapp.http.merged_addresses import lead_on_from_merged
from webapp.http.reading import guard_reading
from webapp.http.request_figures import count_requests
from webapp.http.security import protect
from webapp.http.standstill import stand_still_when_told
from webapp.http.way_in import note_way_in
from webapp.pages.report.press import set_up_presses
from webapp.routes import cached_answers, partly_answered, register_routes
from webapp.settings import Settings
from webapp.ui import palette
from webapp.ui.catalogs import compile_catalogs
from webapp.ui.compiled_templates import keep_compiled_templates
from webapp.ui.context import DRAFTS, EXTENSION
from webapp.ui.forms import set_up_forms
from webapp.ui.icons import icon
from webapp.ui.language import set_up_languages
from webapp.ui.page import add_to_templates
from webapp.ui.script_modules import set_up_modules

LARGEST_BODY = 2_000_000

_menu = FunctionsOf("webapp.pages.map.download.menu")
_OF_PAGES = {
    "gap_title": FunctionsOf("webapp.pages.gaps.rows").gap_title,
    "download_links": _menu.download_links,
    "print_link": _menu.print_link,
    "map_sources": _menu.map_sources,
    "say_data_day": FunctionsOf("webapp.pages.map.download.caption").say_data_day,
    "whatif_url": FunctionsOf("webapp.pages.whatif.routes").gap_trial_url,
}
"""Functions of pages for the templates: the menu of the map with the addresses of what is shown and its sources, and
the way from a gap to the sandbox."""


def build(settings: Settings | None, store: Store | None) -> Flask:
    """The application, ready to answer; `create_app` is its public name."""
    app = Flask("webapp")
    app.config["SETTINGS"] = settings = settings or Settings()
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask's default provider has it
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.url_map.strict_slashes = False
    prepare_addresses(app)
    app.extensions[EXTENSION] = store or open_store(
        settings.store, default_graph=settings.default_graph, plain=settings.empty
    )
    app.config["MACHINE_SECRET"] = secrets.token_urlsafe(16)
    app.extensions[ACCOUNTS] = Accounts(app.extensions[EXTENSION].folder)
    app.extensions[ACCOUNTS].proposals.reopen_interrupted()
    app.extensions[DRAFTS] = Drafts(app.extensions[EXTENSION].folder)
    app.extensions[DRAFTS].watch()
    compile_catalogs()
    keep_compiled_templates(app)
    set_up_languages(app)
    palette.set_up(app)
    set_up_modules(app)
    add_to_templates(app)
    app.add_template_global(icon)
    app.jinja_env.globals.update(_OF_PAGES)
    set_up_presses(app)
    protect(app)
    set_up_forms(app, settings)
    note_first_page(app)
    wait_for_first_reading(app)
    guard_reading(app, partly_answered())
    look_back_from_its_day(app)
    lead_on_from_merged(app)
    note_way_in(app)
    remember_csv_choice(app)
    answer_conditionally(app)
    keep_answers(app, app.extensions[EXTENSION], cached_answers())
    compress(app)
    count_requests(app)
    stand_still_when_told(app)
    register_errors(app)
    register_routes(app)
    return app
