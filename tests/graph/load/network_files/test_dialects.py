"""What each program writes is read: names, ends, directions, weights, dates, places, and wholes."""

from __future__ import annotations

import io
import json

import networkx as nx
import pytest

from graph.errors import DataError
from graph.export.spreadsheets import as_xlsx
from graph.load.network_files.read_file import read_network_file, read_network_files
from graph.load.spreadsheet.table import Table

GRAPHML = '<?xml version="1.0" encoding="UTF-8"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">%s</graphml>'


def rows_of(table: Table) -> list[dict[str, str]]:
    """The rows of a table by their headings, without empty cells."""
    return [{key: cell for key, cell in zip(table[0], row, strict=True) if cell} for row in table[1:]]


def actors_of(content: bytes, name: str = "netz") -> list[dict[str, str]]:
    return rows_of((read_network_file(name, content) or {})["Akteure"])


def ties_of(content: bytes, name: str = "netz") -> list[dict[str, str]]:
    return rows_of((read_network_file(name, content) or {})["Verbindungen"])


def test_graphml_without_labels_takes_identifiers_that_say_something() -> None:
    inner = '<node id="Amt"/><node id="Verein"/><edge source="Amt" target="Verein"/>'
    content = (GRAPHML % f'<graph edgedefault="undirected">{inner}</graph>').encode()
    assert actors_of(content) == [{"Name": "Amt"}, {"Name": "Verein"}]
    assert ties_of(content) == [{"Von": "Amt", "Zu": "Verein", "Richtung": "ungerichtet"}]


def test_graphml_of_networkx_keeps_names_weights_and_other_attributes() -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_node("Amt", Branche="Soziales", x=1.5, y=-2.0)
    network.add_edge("Amt", "Verein", weight=2.5, start="2016-03-01")
    out = io.BytesIO()
    nx.write_graphml(network, out)
    assert actors_of(out.getvalue()) == [
        {"Name": "Amt", "Branche": "Soziales", "X": "1.5", "Y": "2"},
        {"Name": "Verein"},
    ]
    assert ties_of(out.getvalue()) == [
        {"Von": "Amt", "Zu": "Verein", "Richtung": "gerichtet", "Gewicht": "2.5", "Seit": "2016-03-01"}
    ]


def test_graphml_of_igraph_is_called_by_its_attribute_name() -> None:
    keys = '<key id="v_name" for="node" attr.name="name" attr.type="string"/>'
    nodes = '<node id="n0"><data key="v_name">Amt</data></node><node id="n1"><data key="v_name">Verein</data></node>'
    graph = f'{keys}<graph id="G" edgedefault="directed">{nodes}<edge source="n0" target="n1"/></graph>'
    assert ties_of((GRAPHML % graph).encode())[0]["Von"] == "Amt"


def test_graphml_of_yed_has_names_places_arrows_and_wholes_in_its_drawing() -> None:
    def node(iri: str, label: str, inner: str = "") -> str:
        drawing = (
            f'<y:ShapeNode><y:Geometry x="10.0" y="20.0"/><y:Fill color="#FFCC00"/><y:NodeLabel>{label}'
            "<y:LabelModel/></y:NodeLabel></y:ShapeNode>"
        )
        return f'<node id="{iri}"><data key="d6">{drawing}</data>{inner}</node>'

    def edge(source: str, target: str, at_source: str, at_target: str) -> str:
        drawing = (
            f'<y:PolyLineEdge><y:Arrows source="{at_source}" target="{at_target}"/><y:EdgeLabel>fördert</y:EdgeLabel>'
        )
        return f'<edge source="{source}" target="{target}"><data key="d10">{drawing}</y:PolyLineEdge></data></edge>'

    inner = f'<graph id="g0:" edgedefault="directed">{node("g0::n0", "Jugendamt")}</graph>'
    edges = (
        edge("n1", "g0", "none", "standard") + edge("n1", "g0", "none", "none") + edge("n1", "g0", "standard", "none")
    )
    key = '<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>'
    graph = f'{key}<graph edgedefault="directed">{node("g0", "Stadt", inner)}{node("n1", "Verein")}{edges}</graph>'
    content = (GRAPHML.replace("<graphml ", '<graphml xmlns:y="http://www.yworks.com/xml/graphml" ') % graph).encode()
    stadt, amt, _ = actors_of(content)
    assert stadt == {"Name": "Stadt", "X": "10.0", "Y": "20.0", "Farbe": "#FFCC00"}
    assert (amt["Name"], amt["Gehört zu"]) == ("Jugendamt", "Stadt")
    assert [(tie["Von"], tie["Zu"], tie["Richtung"], tie["Art"]) for tie in ties_of(content)] == [
        ("Verein", "Stadt", "gerichtet", "fördert"),
        ("Verein", "Stadt", "ungerichtet", "fördert"),
        ("Stadt", "Verein", "gerichtet", "fördert"),
    ]


def test_gml_of_networkx_and_yed_has_names_weights_directions_places_and_wholes() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_node("Büro „Süd“", district="Süd")
    network.add_edge("Büro „Süd“", "Amt", weight=2.5)
    written = "\n".join(nx.generate_gml(network)).encode()
    assert actors_of(written) == [{"Name": "Büro „Süd“", "Stadtteil": "Süd"}, {"Name": "Amt"}]
    assert ties_of(written) == [{"Von": "Büro „Süd“", "Zu": "Amt", "Gewicht": "2.5", "Richtung": "ungerichtet"}]
    drawn = b"""Creator "yFiles"
graph
[
  directed 1
  node [ id 0 label "B&#252;ro" graphics [ x 1.5 y 2.0 fill "#FFCC00" ] LabelGraphics [ text "B" ] gid 1 ]
  node [ id 1 label "Dezernat" isGroup 1 ]
  node [ id 2 label "Verein" history [ a 1 ] ]
  edge [ source 0 target 2 label "leitet" ]
]"""
    tables = read_network_file("netz.gml", drawn) or {}
    first = rows_of(tables["Akteure"])[0]
    assert first == {"Name": "Büro", "X": "1.5", "Y": "2.0", "Farbe": "#FFCC00", "Gehört zu": "Dezernat"}
    assert [(row["Von"], row["Zu"], row["Richtung"]) for row in rows_of(tables["Verbindungen"])] == [
        ("Büro", "Verein", "gerichtet")
    ]
    assert tables["Nicht gelesen"][1:] == (("history",),)


def test_graphml_has_defaults_mixed_directions_and_hyperedges() -> None:
    keys = (
        '<key id="w" for="edge" attr.name="weight" attr.type="double"><default>1.0</default></key>'
        '<key id="k" for="node" attr.name="Art" attr.type="string"><default>Verein</default></key>'
    )
    nodes = "".join(f'<node id="{name}"/>' for name in ("Amt", "Bund", "Chor"))
    edges = (
        '<edge source="Amt" target="Bund" directed="true"><data key="w">3</data></edge>'
        '<edge source="Bund" target="Chor"/>'
        '<hyperedge><endpoint node="Amt"/><endpoint node="Bund"/><endpoint node="Chor"/></hyperedge>'
    )
    content = (GRAPHML % f'{keys}<graph edgedefault="undirected">{nodes}{edges}</graph>').encode()
    assert {actor["Art"] for actor in actors_of(content)} == {"Verein"}
    ties = ties_of(content)
    assert [(tie["Richtung"], tie.get("Gewicht")) for tie in ties[:2]] == [("gerichtet", "3"), ("ungerichtet", "1.0")]
    assert [(tie["Von"], tie["Zu"]) for tie in ties[2:]] == [("Amt", "Bund"), ("Amt", "Chor"), ("Bund", "Chor")]


GEXF = """<?xml version="1.0"?><gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<graph defaultedgetype="undirected" mode="dynamic" timeformat="date">
<attributes class="node" mode="static">
<attribute id="0" title="Art" type="string"><default>Amt</default></attribute></attributes>
<attributes class="node" mode="dynamic"><attribute id="1" title="Personal" type="integer"/></attributes>
<nodes>
<node id="a" label="Jugendamt"><attvalues><attvalue for="1" value="3" start="2015-01-01" end="2016-01-01"/>
<attvalue for="1" value="5" start="2016-01-01"/></attvalues>
<viz:position x="1.5" y="-2.5" z="0"/><viz:color r="255" g="0" b="16"/></node>
<node id="b" label="Verein" start="2014-05-01"><viz:color hex="#00ff00"/></node>
<node id="c" label="Team" pid="a"/>
</nodes><edges>
<edge id="0" source="a" target="b" weight="2.5" kind="fördert" type="directed"><spells>
<spell start="2015-01-01" end="2015-12-31"/><spell startopen="2017-01-01"/></spells></edge>
<edge id="1" source="b" target="c" start="2016-03-01T00:00:00" end="Infinity"/>
<edge id="2" source="a" target="c" type="mutual"/>
</edges></graph></gexf>"""


def test_gexf_of_1_3_has_spells_changing_attributes_colours_parents_and_directions() -> None:
    jugendamt, verein, team = actors_of(GEXF.encode())
    assert jugendamt == {
        "Name": "Jugendamt", "Art": "Amt", "Personal": "5", "X": "1.5", "Y": "2.5", "Farbe": "#ff0010",
    }  # fmt: skip
    assert (verein["Farbe"], verein["Besteht seit"], team["Gehört zu"]) == ("#00ff00", "2014-05-01", "Jugendamt")
    ties = ties_of(GEXF.encode())
    about = {"Von": "Jugendamt", "Zu": "Verein", "Art": "fördert", "Gewicht": "2.5", "Richtung": "gerichtet"}
    assert ties[:2] == [about | {"Seit": "2015-01-01", "Bis": "2015-12-31"}, about | {"Seit": "2017-01-01"}]
    assert (ties[2]["Seit"], "Bis" in ties[2], ties[3]["Richtung"]) == ("2016-03-01", False, "ungerichtet")


def test_gexf_of_1_2_is_read_in_any_encoding_and_with_nodes_inside_nodes() -> None:
    text = (
        '<?xml version="1.0" encoding="{}"?><gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph><nodes>'
        '<node id="0" label="Büro"><nodes><node id="1" label="Team"/></nodes></node></nodes><edges>'
        '<edge source="0" target="1" start="2015.0" end="1.4515200E9"/></edges></graph></gexf>'
    )
    for encoding in ("UTF-8", "UTF-16", "ISO-8859-1"):
        content = text.format(encoding).encode(encoding)
        assert actors_of(content) == [{"Name": "Büro"}, {"Name": "Team", "Gehört zu": "Büro"}]
        assert ties_of(content)[0] | {"Richtung": ""} == {
            "Von": "Büro", "Zu": "Team", "Seit": "2015", "Bis": "2015-12-31", "Richtung": "",
        }  # fmt: skip


PAJEK = """*Network Beispiel
*Vertices 4
1 "Amt für Soziales" 0.1 0.2 0.5 ellipse ic Red [2010-*]
2 "Verein [e. V.]"
3 Chor
4 "Bund"
*Arcs :1 "fördert"
1 2 2.5 [2016-2018,2020] l "Projekt"
*Edges
2 3
*Arcslist
1 3 4
"""


def test_pajek_has_relations_intervals_lists_and_directions_in_both_encodings() -> None:
    for encoding in ("utf-8", "cp1252"):
        content = PAJEK.replace("\n", "\r\n").encode(encoding)
        assert actors_of(content)[:2] == [
            {"Name": "Amt für Soziales", "X": "0.1", "Y": "0.2", "Farbe": "Red", "Besteht seit": "2010"},
            {"Name": "Verein [e. V.]"},
        ]
        ties = ties_of(content)
        about = {"Von": "Amt für Soziales", "Zu": "Verein [e. V.]", "Art": "fördert", "Gewicht": "2.5"}
        rest = {"Richtung": "gerichtet", "Notiz": "Projekt"}
        assert ties[:2] == [
            about | rest | {"Seit": "2016", "Bis": "2018"},
            about | rest | {"Seit": "2020", "Bis": "2020"},
        ]
        assert [(tie["Zu"], tie["Richtung"]) for tie in ties[2:]] == [
            ("Chor", "ungerichtet"), ("Chor", "gerichtet"), ("Bund", "gerichtet"),
        ]  # fmt: skip


def test_a_matrix_of_pajek_that_is_the_same_on_both_sides_has_each_edge_once() -> None:
    content = b'*Vertices 3\n1 "A-Amt"\n2 "B-Amt"\n3 "C-Amt"\n*Matrix\n0 1 0\n1 0 2\n0 2 0\n'
    assert [(tie["Von"], tie["Zu"], tie["Gewicht"], tie["Richtung"]) for tie in ties_of(content)] == [
        ("A-Amt", "B-Amt", "1", "ungerichtet"),
        ("B-Amt", "C-Amt", "2", "ungerichtet"),
    ]


def test_gephis_two_tables_belong_together_in_either_order() -> None:
    nodes = ("nodes.csv", b"Id,Label\n1,Amt\n2,Verein\n3,Chor\n")
    edges = ("edges.csv", b"Source,Target,Type,Id,Label,Weight\n1,2,Undirected,0,,3\n2,3,Directed,1,,1.0\n")
    for files in ((nodes, edges), (edges, nodes)):
        tables = read_network_files(files)
        assert tables is not None
        assert [row["Name"] for row in rows_of(tables["Akteure"])] == ["Amt", "Verein", "Chor"]
        assert rows_of(tables["Verbindungen"]) == [
            {"Von": "Amt", "Zu": "Verein", "Gewicht": "3", "Richtung": "ungerichtet"},
            {"Von": "Verein", "Zu": "Chor", "Gewicht": "1.0", "Richtung": "gerichtet"},
        ]


def test_edges_of_numbers_alone_ask_for_the_table_of_nodes() -> None:
    with pytest.raises(DataError, match="does not say what its actors are called") as caught:
        read_network_file("edges.csv", b"Source,Target,Type,Weight\n1,2,Undirected,3\n")
    assert "table of nodes" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "Amt;Verein;2\nVerein;Chor;1\n",
        "Amt\tVerein\t2\nVerein\tChor\t1\n",
        "# Kommentar\nAmt Verein {'weight': 2}\nVerein Chor {'weight': 1}\n",
        "Amt,Verein,2\r\nVerein,Chor,1\r\n",
    ],
)
def test_an_edge_list_without_headings_has_two_names_in_a_line_and_perhaps_a_weight(text: str) -> None:
    assert [tuple(tie.values()) for tie in ties_of(text.encode(), "kanten.edges")] == [
        ("Amt", "Verein", "2"), ("Verein", "Chor", "1"),
    ]  # fmt: skip
    assert len(ties_of(text.encode(), "kanten.csv")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Akteur;Gruppe\nAmt;AG Sprache\nVerein;AG Arbeit\n",
        "Amt;AG Sprache\nVerein;AG Arbeit\n",
        "Von;Zu;Art\nAmt;Verein;Schnittstelle\n",
        "Name,Ort\nAmt,Magdeburg\n",
        "Id;Anschrift\n1;Weg 3\n",
        "from,to,kind,tie,from_iri,to_iri\nAmt,Verein,interface,,,\n",
        "",
        "Liste der Vereine\n\nVerein A\nVerein B\n",
        '{"@context": "https://schema.org", "@graph": []}',
    ],
)
def test_a_list_that_people_keep_is_no_network_file(text: str) -> None:
    assert read_network_file("liste.csv", text.encode()) is None


def test_a_matrix_with_the_names_on_both_sides_is_a_network_and_one_of_members_is_none() -> None:
    assert ties_of(b";Amt;Verein;Chor\nAmt;0;2;0\nVerein;0;0;1\nChor;0;0;0\n", "matrix.csv") == [
        {"Von": "Amt", "Zu": "Verein", "Gewicht": "2", "Richtung": "gerichtet"},
        {"Von": "Verein", "Zu": "Chor", "Gewicht": "1", "Richtung": "gerichtet"},
    ]
    assert ties_of(b",Amt,Verein\nAmt,,x\nVerein,x,\n", "matrix.csv") == [
        {"Von": "Amt", "Zu": "Verein", "Richtung": "ungerichtet"}
    ]
    assert read_network_file("m.csv", b";AG Sprache;AG Arbeit\nAmt;x;\nVerein;;x\n") is None


def test_a_text_that_looks_like_a_formula_comes_back_without_our_sign_and_a_column_without_heading_is_left_out() -> (
    None
):
    content = b",Id,Label\n0,1,'=Amt\n1,2,'Verein'\n"
    assert actors_of(content, "n.csv") == [{"Name": "=Amt"}, {"Name": "'Verein'"}]


def test_kumus_blueprint_has_elements_connections_and_names_its_loops() -> None:
    blueprint = {
        "elements": [
            {"label": "Amt", "type": "Behörde", "tags": ["Sprache", "Arbeit"], "description": "am Markt"},
            {"label": "Verein", "attributes": {"Mitglieder": 40}},
        ],
        "connections": [
            {"from": "Amt", "to": "Verein", "direction": "mutual", "type": "Austausch", "strength": 2},
            {"from": "Amt", "to": "Chor", "direction": "directed"},
        ],
        "loops": [{"label": "Kreislauf"}],
    }
    content = json.dumps(blueprint).encode()
    assert actors_of(content) == [
        {"Name": "Amt", "Art": "Behörde", "Thema": "Sprache; Arbeit", "Notiz": "am Markt"},
        {"Name": "Verein", "Mitglieder": "40"},
        {"Name": "Chor"},
    ]
    assert ties_of(content) == [
        {"Von": "Amt", "Zu": "Verein", "Art": "Austausch", "Gewicht": "2", "Richtung": "ungerichtet"},
        {"Von": "Amt", "Zu": "Chor", "Richtung": "gerichtet"},
    ]
    assert (read_network_file("k.json", content) or {})["Nicht gelesen"][1] == ("Loop Kreislauf",)


def test_kumus_export_of_a_project_has_identifiers_and_places_of_its_maps() -> None:
    project = {
        "elements": [
            {"_id": "elem-1", "attributes": {"label": "Amt", "element type": "Behörde"}},
            {"_id": "elem-2", "attributes": {"label": "Verein"}},
        ],
        "connections": [
            {
                "_id": "c", "from": "elem-1", "to": "elem-2", "direction": "undirected",
                "attributes": {"connection type": "Austausch"},
            }
        ],
        "maps": [{"elements": [{"element": "elem-1", "position": {"x": 3, "y": 4.5}}]}],
    }  # fmt: skip
    content = json.dumps(project).encode()
    assert actors_of(content)[0] == {"Name": "Amt", "Art": "Behörde", "X": "3", "Y": "4.5"}
    assert ties_of(content) == [{"Von": "Amt", "Zu": "Verein", "Art": "Austausch", "Richtung": "ungerichtet"}]


def test_kumus_spreadsheet_is_read_by_the_names_of_its_sheets() -> None:
    elements = [["Label", "Type", "Tags"], ["Amt", "Behörde", "Sprache"], ["Verein", "", ""]]
    connections = [["From", "To", "Direction", "Type"], ["Amt", "Verein", "directed", "fördert"]]
    content = as_xlsx({"Elements": elements, "Connections": connections})
    assert actors_of(content, "kumu.xlsx")[0] == {"Name": "Amt", "Art": "Behörde", "Thema": "Sprache"}
    assert ties_of(content, "kumu.xlsx") == [{"Von": "Amt", "Zu": "Verein", "Art": "fördert", "Richtung": "gerichtet"}]
    assert read_network_file("liste.xlsx", as_xlsx({"Akteure": [["Akteur"], ["Amt"]]})) is None


def test_nodes_and_links_as_json_are_read_as_networkx_d3_and_cytoscape_write_them() -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_edge("Amt", "Verein", weight=2)
    of_networkx = nx.node_link_data(network, edges="links")
    of_d3 = {"nodes": [{"name": "Amt"}, {"name": "Verein"}], "links": [{"source": 0, "target": 1, "value": 2}]}
    of_cytoscape = {
        "elements": {
            "nodes": [
                {"data": {"id": "1", "name": "Amt"}, "position": {"x": 1, "y": 2}},
                {"data": {"id": "2", "name": "Verein"}},
            ],
            "edges": [{"data": {"id": "3", "source": "1", "target": "2", "weight": 2}}],
        }
    }  # fmt: skip
    for found in (of_networkx, of_d3, of_cytoscape):
        tie = ties_of(json.dumps(found).encode())[0]
        assert (tie["Von"], tie["Zu"], tie["Gewicht"]) == ("Amt", "Verein", "2")


@pytest.mark.parametrize(
    "text",
    [
        "dl n=3 format=fullmatrix\nlabels:\nAmt,Verein,Chor\ndata:\n0 2 0\n0 0 1\n0 0 0\n",
        "DL N = 3\nFORMAT = EDGELIST1\nLABELS EMBEDDED\nDATA:\nAmt Verein 2\nVerein Chor 1\n",
        "dl n=3\nformat = edgelist1\nlabels:\nAmt\nVerein\nChor\ndata:\n1 2 2\n2 3 1\n",
    ],
)
def test_ucinets_dl_is_read_as_matrix_and_as_edges(text: str) -> None:
    assert [actor["Name"] for actor in actors_of(text.encode())] == ["Amt", "Verein", "Chor"]
    assert [(tie["Von"], tie["Zu"], tie["Gewicht"]) for tie in ties_of(text.encode())] == [
        ("Amt", "Verein", "2"), ("Verein", "Chor", "1"),
    ]  # fmt: skip


def test_a_matrix_with_empty_columns_keeps_each_value_in_its_column() -> None:
    content = b",A,,B,C\nA,0,,1,0\nB,1,,0,0\nC,0,,0,0\n"
    assert [(one["Von"], one["Zu"]) for one in ties_of(content, "matrix.csv")] == [("A", "B")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        GRAPHML % '<graph><node id="Amt Süd"/><node id="Rat"/></graph>',
        '<gexf><graph><nodes><node id="1" label="Amt Süd"/><node id="2" label="Rat"/></nodes></graph></gexf>',
        'graph [ node [ id 1 label "Amt Süd" ] node [ id 2 label "Rat" ] ]',
        '*Vertices 2\n1 "Amt Süd"\n2 "Rat"\n*Edges\n1 2\n',
        'dl n=2 format=edgelist1\nlabels:\n"Amt Süd" Rat\ndata:\n1 2\n',
        '{"elements": [{"label": "Amt Süd"}, {"label": "Rat"}], "connections": []}',
        '{"nodes": [{"id": "Amt Süd"}, {"id": "Rat"}], "links": []}',
        "Id,Label\n1,Amt Süd\n2,Rat\n",
        ";Amt Süd;Rat\nAmt Süd;0;1\nRat;1;0\n",
        "Amt Süd;Rat\nRat;Amt Süd\n",
    ],
)
def test_a_mark_before_a_text_takes_nothing_from_its_form(text: str, encoding: str) -> None:
    declared = text.replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    assert [one["Name"] for one in actors_of(declared.encode(encoding))] == ["Amt Süd", "Rat"]
