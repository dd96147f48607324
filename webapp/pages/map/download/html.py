"""The map as one HTML file that can be mailed: it opens without a network and asks for nothing.

pyvis holds the graph and renders it, with a template of our own: pyvis's own templates fetch files from other
hosts and print titles as markup. The scripts are those of the map page, joined; a Content Security Policy
names the hash of each, so that nothing else in the file can run, whatever a label says.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from flask_babel import gettext
from msgspec import to_builtins
from pyvis.network import Network

from graph.analysis import Analysis
from webapp.pages.map.as_json import picture_as_json
from webapp.pages.map.download.caption import Caption, make_caption
from webapp.pages.map.facets import facet_rows
from webapp.pages.map.model import MapView
from webapp.pages.map.picture import make_picture
from webapp.pages.map.selection import Selection
from webapp.pages.map.table import make_table
from webapp.pages.map.words import export_words, messages
from webapp.ui.catalogs import compile_catalogs
from webapp.ui.context import use_tie_kinds
from webapp.ui.language import set_up_languages
from webapp.ui.module_joiner import join_modules
from webapp.ui.palette import draw_mark, group_mark
from webapp.ui.wording import kind_label, readable, state_label

FOLDER = Path(__file__).resolve().parents[3]
STATIC = FOLDER / "static"
TEMPLATES = FOLDER / "templates" / "map" / "export"
EDGE_NAMES = ("from", "to", "directed")  # pyvis has parameters of these names
LIBRARY = STATIC / "vendor" / "vis-network" / "vis-network.min.js"


def write_html(analysis: Analysis, path: Path, language: str) -> None:
    """Write the map into a file; for callers outside of a request."""
    app = Flask("webapp")
    compile_catalogs()
    set_up_languages(app)
    with app.test_request_context(f"/?lang={language}"):
        use_tie_kinds(analysis.model.kinds)
        path.write_text(build_html(analysis, language), encoding="utf-8")


def build_html(analysis: Analysis, language: str) -> str:
    """The file of a whole network as text; needs the context of a request for its words."""
    picture = make_picture(analysis, language, linked=False)
    caption = make_caption(picture, picture, Selection(), title_of(analysis, language), language)
    return build_page(picture, caption, language)


def build_page(picture: MapView, caption: Caption, language: str) -> str:
    """The file of a picture as text. Nothing in it leads to a page of the service."""
    picture = without_links(picture)
    data = to_builtins(picture_as_json(picture))
    network = make_network(data, caption.title)
    network.templateEnv.globals.update(
        language=language,
        picture=picture,
        table=make_table(picture, picture.nodes, picture.edges),
        rest={**data, "nodes": [], "edges": [], "revision": 0, "network": {"slug": "", "label": caption.title}},
        words=export_words(),
        messages=messages(),
        caption=caption,
        facets=facet_rows(picture, Selection()),
        draw_mark=draw_mark,
        group_mark=group_mark,
        kind_label=kind_label,
        state_label=state_label,
        readable=readable,
        **inline_files(),
    )
    return str(network.generate_html())


def without_links(picture: MapView) -> MapView:
    """The same picture for a reader who may not reach the service."""
    nodes = tuple(replace(node, url="") for node in picture.nodes)
    return replace(picture, nodes=nodes, gaps=tuple(replace(gap, url="") for gap in picture.gaps))


def title_of(analysis: Analysis, language: str) -> str:
    """Name of the network shown, or of the only one there is."""
    named = [ref for ref in analysis.model.networks.values() if analysis.network_iri in (None, ref.iri)]
    return named[0].label.in_language(language) if len(named) == 1 else gettext("Alle Netzwerke")


def make_network(data: dict[str, Any], title: str) -> Network:
    """The picture as a network of pyvis. Directed, because pyvis drops the second tie of a pair otherwise."""
    network = Network(directed=True, heading=title, cdn_resources="in_line")
    network.set_options('{"physics": {"enabled": false}}')
    network.set_template_dir(str(TEMPLATES), "map.html")
    for node in data["nodes"]:
        network.add_node(node["id"], **{key: value for key, value in node.items() if key != "id"})
    for edge in data["edges"]:
        network.add_edge(
            edge["from"], edge["to"], **{key: value for key, value in edge.items() if key not in EDGE_NAMES}
        )
        network.edges[-1]["directed"] = edge["directed"]
    return network


def inline_files() -> dict[str, str]:
    """Style sheet, library and scripts, with the hash of each for the policy."""
    style = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in ("app.css", "map/map.css"))
    style += f"@media print {{ {(STATIC / 'ui' / 'paper.css').read_text(encoding='utf-8')} }}"
    style += (TEMPLATES / "map.css").read_text(encoding="utf-8")
    library = LIBRARY.read_text(encoding="utf-8").replace("</script", "<\\/script")
    script = join_modules(STATIC / "map" / "map.js")
    texts = {"style": style, "library": library, "script": script}
    return {**texts, **{f"{name}_hash": hash_source(text) for name, text in texts.items()}}


def hash_source(text: str) -> str:
    """How a Content Security Policy names an inline text."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
