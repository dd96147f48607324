"""The map as one HTML file that can be mailed: it opens without a network and asks for nothing.

pyvis holds the graph and renders it, with a template of our own: pyvis's own templates fetch files from other
hosts and print titles as markup. The scripts are those of the map page, joined; a Content Security Policy
names the hash of each, so that nothing else in the file can run, whatever a label says.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from msgspec import to_builtins
from pyvis.network import Network

from webapp.pages.map.as_json import picture_as_json
from webapp.pages.map.download.caption import Caption
from webapp.pages.map.facets import facet_rows
from webapp.pages.map.model import MapView
from webapp.pages.map.selection import Selection
from webapp.pages.map.table import make_table
from webapp.pages.map.words import export_words, messages
from webapp.ui.icons import icon, icon_as_data
from webapp.ui.inline_sources import hash_source
from webapp.ui.palette import draw_mark, group_mark
from webapp.ui.script_modules import STATIC, join_modules
from webapp.ui.wording import kind_label, readable, state_label

FOLDER = Path(__file__).resolve().parents[3]
TEMPLATES = FOLDER / "templates" / "map" / "export"
EDGE_NAMES = ("from", "to", "directed")  # pyvis has parameters of these names
LIBRARY = STATIC / "vendor" / "vis-network" / "vis-network.min.js"
ICON_OF_STYLE = re.compile(r'url\("[./]*vendor/lucide-static/([a-z0-9-]+)\.svg"\)')


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
        icon=icon,
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
    gaps, matters = (tuple(replace(one, url="") for one in those) for those in (picture.gaps, picture.matters))
    return replace(picture, nodes=nodes, gaps=gaps, matters=matters)


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


def with_icons(style: str) -> str:
    """A style sheet that brings its icons along."""
    return ICON_OF_STYLE.sub(lambda found: f'url("{icon_as_data(found[1])}")', style)


def inline_files() -> dict[str, str]:
    """Style sheet, library and scripts, with the hash of each for the policy."""
    style = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in ("app.css", "map/map.css"))
    style += f"@media print {{ {(STATIC / 'ui' / 'paper.css').read_text(encoding='utf-8')} }}"
    style = with_icons(style + (TEMPLATES / "map.css").read_text(encoding="utf-8"))
    library = LIBRARY.read_text(encoding="utf-8").replace("</script", "<\\/script")
    script = join_modules(STATIC / "map" / "map.js")
    texts = {"style": style, "library": library, "script": script}
    return {**texts, **{f"{name}_hash": hash_source(text) for name, text in texts.items()}}
