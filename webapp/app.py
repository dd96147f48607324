"""Puts the web application together: settings, store, languages, protection, errors, pages."""

from __future__ import annotations

from flask import Flask

from graph.connect import open_store
from graph.store import Store
from webapp import actors, api, changes, groups, history, palette, resources, start
from webapp.answer_cache import keep_answers
from webapp.beginning import pages as beginning
from webapp.catalogs import compile_catalogs
from webapp.current import EXTENSION
from webapp.errors import register_errors
from webapp.forms import set_up_forms
from webapp.gaps import api as api_gaps
from webapp.gaps import decisions
from webapp.gaps import pages as gaps
from webapp.language import set_up_languages
from webapp.map import areas, arrangement, compare, embed, search, story, views
from webapp.map import pages as karte
from webapp.map.download import pages as downloads
from webapp.map.download.menu import set_up_downloads
from webapp.measures import pages as measures
from webapp.page import add_to_templates
from webapp.protocol import dump, graph_store, service_description, sparql, updates
from webapp.protocol.compression import compress
from webapp.protocol.conditional import answer_conditionally
from webapp.questions import pages as questions
from webapp.security import protect
from webapp.settings import Settings
from webapp.whatif import api as api_whatif
from webapp.whatif import pages as whatif

LARGEST_BODY = 2_000_000
BLUEPRINTS = (
    start.blueprint,
    beginning.blueprint,
    karte.blueprint,
    areas.blueprint,
    arrangement.blueprint,
    compare.blueprint,
    views.blueprint,
    story.blueprint,
    embed.blueprint,
    search.blueprint,
    downloads.blueprint,
    actors.blueprint,
    groups.blueprint,
    gaps.blueprint,
    decisions.blueprint,
    whatif.blueprint,
    measures.blueprint,
    questions.blueprint,
    sparql.blueprint,
    updates.blueprint,
    graph_store.blueprint,
    service_description.blueprint,
    resources.blueprint,
    dump.blueprint,
    api.blueprint,
    api_gaps.blueprint,
    api_whatif.blueprint,
    history.blueprint,
    changes.blueprint,
)


def build(settings: Settings | None, store: Store | None) -> Flask:
    """The application, ready to answer; `create_app` is its public name."""
    app = Flask("webapp")
    app.config["SETTINGS"] = settings = settings or Settings()
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask's default provider has it
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.url_map.strict_slashes = False
    app.extensions[EXTENSION] = store or open_store(
        settings.store, default_graph=settings.default_graph, plain=settings.empty
    )
    compile_catalogs()
    set_up_languages(app)
    palette.set_up(app)
    add_to_templates(app)
    set_up_downloads(app)
    whatif.set_up_whatif(app)
    protect(app)
    set_up_forms(app, settings)
    answer_conditionally(app)
    keep_answers(app, app.extensions[EXTENSION])
    compress(app)
    register_errors(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
