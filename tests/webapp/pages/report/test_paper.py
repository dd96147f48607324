"""`/bericht`: the paper says what the pages say, fits four pages whatever the network, and runs nothing."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import os
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import Mock
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import typst
from docx import Document
from flask.testing import FlaskClient
from pypdf import PageObject, PdfReader

from graph.analysis import Analysis
from graph.gaps.decisions import make_decision, record
from graph.protocol import Store
from graph.query.named import run_query
from graph.store.open import open_store
from graph.terms import BASE
from tests.support.clients import at_the_machine
from tests.support.magdeburg import load_ontology
from tests.support.statements import add
from tests.support.tagged_pdf import faults_of, structure
from webapp import create_app
from webapp.accounts.accounts import Accounts
from webapp.accounts.identity import EXTENSION as ACCOUNTS
from webapp.accounts.identity import session_cookie
from webapp.pages.report.content import SECTIONS
from webapp.pages.report.limits import LEVELS, MOST_PAGES, cut
from webapp.ui.context import EXTENSION

NETWORK = "<fest/netzwerk> a netz:Network ; skos:prefLabel '{name}'@de . "
LONG = "Arbeitsgemeinschaft der Trägerverbände für Zusammenleben, Teilhabe und Nachbarschaft " * 6
FOOTER = 1.9 / 2.54 * 72
HOSTILE = """#panic("x") $a$ <script>alert(1)</script> {{ 7*7 }} _x_ *y* &amp; @b \\\\u{1} = h"""
RIGHT_TO_LEFT = "شبكة الاندماج والعمل مع المهاجرين"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A picture of one pixel."""
    parts = (len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4) for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


DOT = png(
    (b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])), (b"IDAT", zlib.compress(b"\x00\x80")), (b"IEND", b"")
)


def demands(number: int, label: str, *, quoted: bool = True) -> str:
    """Actors that should work together in pairs, each pair by a demand of its own, with its passage."""
    said = []
    for one in range(number):
        pair = f"<fest/a{one}>, <fest/b{one}>"
        said += [
            f"<fest/{side}{one}> a org:FormalOrganization ; netz:inNetwork <fest/netzwerk> ; "
            f"skos:prefLabel '''{label} {side}{one}'''@de ."
            for side in "ab"
        ]
        passage = f"; netz:evidence <fest/beleg/{one}> " if quoted else ""
        said.append(
            f"<fest/s{one}> a netz:Interface ; skos:prefLabel '''{label} s{one}'''@de ; netz:party {pair} ; "
            f"adms:status nk:demanded ; netz:inNetwork <fest/netzwerk> {passage}. "
            f"<fest/f{one}> a netz:Demand ; skos:prefLabel '''{label} f{one}'''@de ; netz:callsFor <fest/s{one}> ; "
            f"netz:concerns {pair} ; netz:raisedBy <fest/a{one}> ; netz:confidence nk:stated ; "
            f"netz:inNetwork <fest/netzwerk> {passage}."
        )
        if quoted:
            said.append(
                f"<fest/beleg/{one}> a netz:Passage ; oa:exact '''{label} sagt: so geht es nicht weiter.''' ; "
                "netz:document <fest/quelle/p> ."
            )
    return " ".join(said)


GROUPS = " ".join(
    f"<fest/g{one}> a netz:WorkingGroup ; skos:prefLabel 'AG {one}'@de ; adms:status nk:exists ; "
    f"netz:inNetwork <fest/netzwerk> . <fest/m{one}> a netz:Membership ; org:member <fest/x{one}> ; "
    f"org:organization <fest/g{one}> ; adms:status nk:exists ; netz:inNetwork <fest/netzwerk> . "
    f"<fest/x{one}> a org:FormalOrganization ; skos:prefLabel 'Verein {one}'@de ; netz:inNetwork <fest/netzwerk> ."
    for one in range(12)
)
NOTICED = " ".join(
    f"<fest/p{one}> a netz:Challenge ; skos:prefLabel 'Zu wenig Räume {one}'@de ; netz:concerns <fest/g{one}> ; "
    "netz:confidence nk:stated ; netz:inNetwork <fest/netzwerk> ."
    for one in range(8)
)
ODD = {
    "nothing at all": NETWORK.format(name="Leer"),
    "500 gaps": NETWORK.format(name="Viele") + demands(500, "Amt"),
    "very long names": NETWORK.format(name=LONG) + demands(20, LONG),
    "one long word": NETWORK.format(name="W" * 700) + demands(12, "W" * 700),
    "one member each": NETWORK.format(name="Je einer") + GROUPS,
    "nothing asked for": NETWORK.format(name="Nichts gefordert") + GROUPS + NOTICED,
    "without evidence": NETWORK.format(name="Ohne Beleg") + demands(12, "Stelle", quoted=False),
    "right to left": NETWORK.format(name=RIGHT_TO_LEFT) + demands(12, RIGHT_TO_LEFT),
    "hostile": NETWORK.format(name=HOSTILE.replace("'", "")) + demands(12, HOSTILE),
}


@pytest.fixture(scope="module", params=[*ODD.values()], ids=[*ODD])
def odd(request: pytest.FixtureRequest) -> Iterator[FlaskClient]:
    store = open_store("memory:")
    load_ontology(store)
    add(store, request.param)
    yield create_app(store=store).test_client()
    store.close()


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.get_data(as_text=True)[:300])
    return answer.get_data(as_text=True)


def pdf_of(client: FlaskClient, query: str) -> PdfReader:
    answer = client.get(f"/bericht.pdf?{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "attachment" in answer.headers["Content-Disposition"]
    return PdfReader(io.BytesIO(answer.data))


def words(file: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in file.pages).split())


def test_whatever_the_network_it_has_four_pages_at_most(odd: FlaskClient) -> None:
    file = pdf_of(odd, "netz=fest")
    assert 1 <= len(file.pages) <= MOST_PAGES
    assert "fünf Zahlen" in words(file)
    assert faults_of(file) == []
    many = "&".join(
        f"sache={one}" for one in re.findall(r'name="sache" value="([^"]+)"', text_of(odd, "/bericht"))[:10]
    )
    full = pdf_of(odd, f"netz=fest&titel={'Sehr lang ' * 40}&{many}")
    assert len(full.pages) <= MOST_PAGES


def test_list_and_paper_agree_on_what_is_to_be_decided(odd: FlaskClient) -> None:
    listed, paper = text_of(odd, "/sachen"), text_of(odd, "/bericht")
    (asked,) = re.findall(r'id="gruppe">[^<]*<span class="muted">\((\d+)\)', listed)
    inside = len(re.findall(r'<li class="paper-matter"', paper))
    left = [int(one.replace("Eine", "1")) for one in re.findall(r"(\d+|Eine) weitere Sachen? steh", paper)]
    assert inside + sum(left) == int(asked)
    assert ("Es ist keine offene Forderung" in paper) is (int(asked) == 0)
    told = 'id="teil-noticed">Was auffällt' in paper
    assert told is ('id="sonst">Was außerdem auffällt' in listed and int(asked) == 0)


def test_no_label_is_a_command_or_markup(odd: FlaskClient) -> None:
    for address in ("/bericht?netz=fest", "/bericht.html?netz=fest"):
        text = text_of(odd, address)
        assert "<script>alert" not in text
        assert "49" not in re.findall(r"\{\{ 7\*7 \}\}|\b49\b", text)
    headings = [html.unescape(one) for one in re.findall(r'<h2 id="teil-\w+">([^<]+)', text)]
    document = Document(io.BytesIO(odd.get("/bericht.docx?netz=fest").data))
    styled = [(line.style.name if line.style else "", line.text) for line in document.paragraphs]
    assert [said for style, said in styled if style == "Heading 1"] == headings
    assert len([said for style, said in styled if style == "Heading 2"]) == text.count('<li class="paper-matter"')
    assert not document.element.xpath("//w:instrText")
    links = [link.get_object()["/A"] for page in pdf_of(odd, "netz=fest").pages for link in page.get("/Annots", ())]
    outside = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert {str(one["/S"]) for one in links} <= {"/URI"}
    assert all(one.startswith("http://localhost/") for one in (*outside, *(str(link["/URI"]) for link in links)))


@pytest.mark.parametrize(
    "asked",
    ["", "text-occasion=" + "Liebe+Runde,+" * 60, "teil=occasion&teil=numbers&teil=matters&teil=map&teil=data"],
    ids=["as it is", "long text before the map", "map behind the matters"],
)
def test_no_page_but_the_last_is_half_empty(two_networks: FlaskClient, asked: str) -> None:
    file = pdf_of(two_networks, f"netz=musterstadt&{asked}")
    root: Any = file.root_object
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert "Zur Karte mit Tabelle" in words(file)
    for page in file.pages[:-1]:
        height, text = lowest(page)
        assert height < 0.4 * float(page.mediabox.height)
        assert text not in {*map(str, (label for label, _ in SECTIONS.values())), "Gefordertes nach seinem Stand"}


def test_a_machine_without_fonts_sets_it_all_the_same(
    two_networks: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("compile", "query"):
        monkeypatch.setattr(typst, name, partial(getattr(typst, name), ignore_system_fonts=True))
    file = pdf_of(two_networks, "netz=musterstadt&teil=numbers&teil=matters")
    root: Any = file.root_object
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert "fünf Zahlen" in words(file)
    assert "☐ beschlossen" in words(file)


def lowest(page: PageObject) -> tuple[float, str]:
    """How far down the text of a page goes, above its footer, and which that is."""
    found: list[tuple[float, str]] = []

    def note(text: str, matrix: Any, place: Any, _font: Any, _size: Any) -> None:
        height = matrix[3] * place[5] + matrix[5]
        if text.strip() and height > FOOTER:
            found.append((float(height), text.strip()))

    page.extract_text(visitor_text=note)
    return min(found)


@pytest.mark.parametrize(("network", "language"), [("magdeburg", "de"), ("musterstadt", "de"), ("magdeburg", "en")])
def test_pdf_is_tagged_in_its_language_and_has_its_fonts(
    two_networks: FlaskClient, network: str, language: str
) -> None:
    file = pdf_of(two_networks, f"netz={network}&lang={language}")
    root: Any = file.root_object
    assert root["/Lang"] == language
    assert faults_of(file) == []
    kinds = [str(one["/S"]) for one in structure(root["/StructTreeRoot"])]
    assert (kinds.count("/Figure"), kinds.count("/Table") > 0, kinds.count("/Link") > 10) == (1, True, True)
    said = words(file)
    headings = {
        "de": ("Anlass", "Was zu entscheiden ist", "Quellen"),
        "en": ("Occasion", "What is to be decided", "Sources"),
    }
    assert all(heading in said for heading in headings[language])


def test_what_a_file_lacks_is_found(two_networks: FlaskClient) -> None:
    file = pdf_of(two_networks, "netz=musterstadt")
    for one in structure(file.root_object["/StructTreeRoot"]):
        for name in ("/Alt", "/A"):
            one.pop(name, None)
    file.pages[0]["/Annots"][0].get_object().pop("/StructParent")  # type: ignore[index]
    del file.root_object["/Lang"]
    found = {fault.partition(" ")[0] for fault in faults_of(file)}
    assert found == {"11", "13", "15", "28"}


def test_all_forms_have_the_same_sections_and_matters(two_networks: FlaskClient) -> None:
    page = html.unescape(text_of(two_networks, "/bericht?netz=musterstadt"))
    headings = re.findall(r'<h2 id="teil-\w+">([^<]+)', page)
    matters = re.findall(r"<h3>(\d\. )([^<]+)", page)
    answer = two_networks.get("/bericht.docx?netz=musterstadt")
    document = Document(io.BytesIO(answer.data))
    lines = [(line.style.name if line.style else "", line.text) for line in document.paragraphs]
    assert [text for style, text in lines if style == "Heading 1"] == headings
    assert [text for style, text in lines if style == "Heading 2"] == ["".join(one) for one in matters]
    said = words(pdf_of(two_networks, "netz=musterstadt"))
    assert len(headings) > 6
    assert all(heading in said for heading in headings)


@pytest.mark.parametrize("network", ["magdeburg", "musterstadt"])
def test_every_number_is_that_of_its_query(two_networks: FlaskClient, network: str) -> None:
    """The five numbers, what became of demands, and how solid the data are: asked again where their links lead."""
    page = html.unescape(text_of(two_networks, f"/bericht.html?netz={network}"))
    figures = {
        label: (int(value), address)
        for label, address, value in re.findall(r'<dt>([^<]+)</dt><dd><strong><a href="([^"]+)">(\d+)<', page)
    }
    columns = {
        "Akteure": "actors",
        "bestehende Gruppen": "groups",
        "bestehende Verbindungen": "existing",
        "Akteure ohne erfasste Verbindung": "unconnected",
    }
    for label, column in columns.items():
        (row,) = answer_at(two_networks, figures[label][1])
        assert int(row[column]) == figures[label][0], label
    missing, address = figures["Gefordertes, das fehlt"]
    listed = two_networks.get("/luecken.json?" + urlsplit(address).query).get_json()
    assert len(listed["items"]) == missing
    proven, entries, inferred = (
        int(one)
        for one in [
            *re.findall(r">(\d+) von (\d+) Einträgen haben eine Belegstelle", page)[0],
            *re.findall(r">(\d+) sind aus dem Zusammenhang", page),
        ]
    )
    (row,) = answer_at(two_networks, re.findall(r'<li><a href="([^"]+)">\d+ von \d+ Einträgen', page)[0])
    assert (int(row["entries"]), int(row["proven"]), int(row["inferred"])) == (entries, proven, inferred)
    said = re.findall(r'<li><a href="([^"]+)">(\d+) von (\d+) Akteuren sind selbst oder', page)
    assert [(row["heard"], row["actors"]) for row in answer_at(two_networks, said[0][0])] == [said[0][1:]]
    *waiting, (met_at, met), (_, total) = cells_of(page, "demands")
    asked_for = {row["target"]: row["state"] for row in answer_at(two_networks, met_at)}
    assert (len(asked_for), list(asked_for.values()).count("besteht")) == (total, met)
    assert [len(listed_at(two_networks, address)) for address, _ in waiting] == [number for _, number in waiting]
    between = cells_of(page, "between")
    assert len(between) > 4
    assert all(len(listed_at(two_networks, address)) == number for address, number in between)


def cells_of(page: str, section: str) -> list[tuple[str, int]]:
    """The numbers in the table of a section, each with where it leads."""
    table = page.partition(f'id="teil-{section}"')[2].partition("</table>")[0]
    return [(address, int(number)) for address, number in re.findall(r'<td[^>]*><a href="([^"]+)">(\d+)<', table)]


def listed_at(client: FlaskClient, address: str) -> list[object]:
    """The gaps of the list at an address."""
    found: list[object] = client.get("/luecken.json?" + urlsplit(address).query).get_json()["items"]
    return found


def answer_at(client: FlaskClient, address: str) -> list[dict[str, str]]:
    """What the ready question of a link answers, about the network that the link names."""
    asked = parse_qs(urlsplit(address).query)
    store = client.application.extensions[EXTENSION]
    rows = run_query(store, asked["frage"][0], network=BASE + asked["netzwerk"][0])
    return [{name: getattr(term, "value", "") for name, term in row.items()} for row in rows]


def test_every_link_of_the_paper_leads_somewhere(two_networks: FlaskClient) -> None:
    links = set(
        re.findall(
            r'href="(http://localhost/[^"#]*)', html.unescape(text_of(two_networks, "/bericht.html?netz=musterstadt"))
        )
    )
    assert len(links) > 10
    assert {two_networks.get(link).status_code for link in links} == {200}


def test_sections_and_matters_stand_in_the_order_that_was_chosen(two_networks: FlaskClient) -> None:
    found = re.findall(r'name="sache" value="([^"]+)"', text_of(two_networks, "/bericht?netz=musterstadt"))
    asked = f"netz=musterstadt&sache={found[1]}&sache={found[6]}&platz-{found[6]}=1&platz-{found[1]}=2"
    text = text_of(two_networks, f"/bericht?{asked}&teil=matters&teil=data&platz-data=1&platz-matters=2")
    assert re.findall(r'<li class="paper-matter" id="([^"]+)"', text) == [found[6], found[1]]
    assert re.findall(r'<h2 id="teil-(\w+)"', text) == ["data", "matters"]
    assert f"/bericht.pdf?{asked}".replace("&", "&amp;") in text.replace("%2F", "/")


def test_each_section_can_stand_alone(two_networks: FlaskClient) -> None:
    for name in SECTIONS:
        text = text_of(two_networks, f"/bericht?netz=musterstadt&teil={name}&tag=2020-01-01")
        assert len(re.findall(r'<h2 id="teil-', text)) <= 1


MARK = "Nicht geprüfter Text aus der Adresse: "
VOUCHING = (
    ("lesen", "musterstadt", MARK),
    ("beitragen", "musterstadt", MARK),
    ("koordinieren", "magdeburg", MARK),
    ("koordinieren", "musterstadt", ""),
)
OWN = ("Wir <b>laden</b> ein.", "Amt 50", "Ostern", "Liebe Runde,", "Unser Papier")


def own_words(client: FlaskClient) -> dict[str, str]:
    """The first matter of Musterstadt in somebody's own words, with a title and a text."""
    (one, *_) = re.findall(r'name="sache" value="([^"]+)"', text_of(client, "/bericht?netz=musterstadt"))
    names = (f"vorschlag-{one}", f"wer-{one}", f"bis-{one}", "text-occasion", "titel")
    return {"netz": "musterstadt", "sache": one, "teil": "occasion", **dict(zip(names, OWN, strict=True))}


def docx_words(client: FlaskClient, query: str) -> str:
    """All paragraphs of the file for word processors."""
    document = Document(io.BytesIO(client.get(f"/bericht.docx?{query}").data))
    return " ".join(" ".join(line.text.split()) for line in document.paragraphs)


def in_each_form(client: FlaskClient, query: str) -> list[str]:
    """What PDF, DOCX and HTML of one paper say."""
    page = html.unescape(text_of(client, f"/bericht.html?{query}"))
    return [words(pdf_of(client, query)), docx_words(client, query), re.sub(r"<(?!/?b>)[^>]*>", "", page)]


def test_texts_that_nobody_vouches_for_say_so_in_each_form(two_networks: FlaskClient) -> None:
    query = urlencode({**own_words(two_networks), "teil": "matters"}) + "&teil=occasion"
    for said in in_each_form(two_networks, query):
        for text in OWN:
            assert MARK + text in said
    page = text_of(two_networks, f"/bericht?{query}")
    assert "<b>laden" not in page
    assert page.count("Wir &lt;b&gt;laden&lt;/b&gt; ein.") == 2, "in the paper and in its form"


def test_texts_of_somebody_who_is_signed_in_need_no_mark(two_networks: FlaskClient) -> None:
    author = at_the_machine(two_networks.application)
    (token,) = re.findall(r'name="token" value="([^"]+)"', text_of(author, "/bericht?netz=musterstadt"))
    form = {**own_words(author), "teil": ["occasion", "matters"]}
    assert author.post("/bericht?netz=musterstadt", data=form).status_code == 403, "no page of ours sent that"
    sent = author.post("/bericht?netz=musterstadt", data={**form, "token": token})
    assert sent.status_code == 303
    kept = urlsplit(sent.location).query
    for said in in_each_form(two_networks, kept):
        assert MARK not in said
        assert all(text in said for text in OWN)
    unsigned = two_networks.post("/bericht?netz=musterstadt", data=form)
    for other in (
        kept.replace("Ostern", "Pfingsten"),
        kept.replace("netz=musterstadt", "netz=magdeburg"),
        kept.replace("signatur=", "signatur=0"),
        urlsplit(unsigned.location).query,
    ):
        assert MARK + "Liebe Runde," in text_of(two_networks, f"/bericht.html?{other}")


@pytest.mark.parametrize(("role", "network", "mark"), VOUCHING)
def test_texts_of_who_may_not_write_in_the_network_are_marked(
    two_networks: FlaskClient, role: str, network: str, mark: str
) -> None:
    app, name = two_networks.application, f"{role} {network}"
    accounts: Accounts = app.extensions[ACCOUNTS]
    accounts.people.add(name, role, network)
    author = app.test_client()
    author.set_cookie(session_cookie(app.config["SETTINGS"]), accounts.sessions.begin(name))
    page = text_of(author, "/bericht?netz=musterstadt")
    token = re.findall(r'name="token" value="([^"]+)"', page)[0]
    form = {"token": token, "titel": "Wir", "teil": "occasion"}
    sent = author.post("/bericht?netz=musterstadt", data=form, headers={"Origin": "http://localhost"})
    assert ("dass ihn niemand geprüft hat" in page) is bool(mark)
    assert f">{mark}Wir</h1>" in text_of(two_networks, sent.location)
    accounts.people.delete(name)


def test_a_signature_counts_as_long_as_its_account_may_write_in_the_network(
    two_networks: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = two_networks.application
    accounts: Accounts = app.extensions[ACCOUNTS]
    people = accounts.people
    people.add("Kim", "koordinieren", "musterstadt")
    author = app.test_client()
    author.set_cookie(session_cookie(app.config["SETTINGS"]), accounts.sessions.begin("Kim"))
    (token,) = re.findall(r'name="token" value="([^"]+)"', text_of(author, "/bericht?netz=musterstadt"))
    form = {"token": token, "titel": "Wir", "teil": "occasion"}
    address = author.post("/bericht?netz=musterstadt", data=form, headers={"Origin": "http://localhost"}).location
    assert "Kim" not in address

    def is_marked() -> bool:
        return f">{MARK}Wir</h1>" in text_of(two_networks, address)

    assert not is_marked()
    people.disable("Kim")
    assert is_marked()
    people.disable("Kim", is_disabled=False)
    assert not is_marked()
    for role in ("lesen", "koordinieren"):
        people.set_role("Kim", role, "musterstadt")
        assert is_marked() is (role == "lesen")
    people.delete("Kim")
    with monkeypatch.context() as patch:
        patch.setattr("webapp.accounts.people.datetime", Mock(now=lambda _: datetime.now(UTC) + timedelta(days=1)))
        people.add("Kim", "koordinieren", "musterstadt")
    assert is_marked(), "another one of the same name wrote nothing"
    people.delete("Kim")


def test_texts_that_no_address_holds_are_refused_with_what_was_typed(two_networks: FlaskClient) -> None:
    typed = {"text-data": "Ü" * 800, "text-occasion": "Grüße an alle. " + "ß" * 700, "titel": "Unser Papier"}
    answer = two_networks.post("/bericht?netz=musterstadt", data=typed)
    assert answer.status_code == 422
    page = html.unescape(answer.get_data(as_text=True))
    assert re.search(r"zu lang für eine Adresse, um etwa [12]\d{3} Zeichen", page)
    assert 'href="#text-data"' in page
    assert all(f">{text}</textarea>" in page for name, text in typed.items() if name != "titel")
    fits = two_networks.post("/bericht?netz=musterstadt", data={"text-data": "Ü" * 800})
    assert len(fits.location) < 8_000
    assert "Ü" * 800 in text_of(two_networks, fits.location)


def test_who_opens_a_kept_address_is_told_what_changed_since(own_magdeburg: Store) -> None:
    client = create_app(store=own_magdeburg).test_client()
    (revision,) = re.findall(r'name="revision" value="(\d+)"', text_of(client, "/bericht"))
    kept = f"/bericht?revision={revision}&sache=sache-demand-0000000000"
    assert "1" not in re.findall(r"Neue Akteure: (\d+)", text_of(client, kept))
    add(own_magdeburg, "<magdeburg/neu> a org:FormalOrganization ; netz:inNetwork <magdeburg/netzwerk> .")
    told = text_of(client, kept)
    assert "Seit dieses Papier zusammengestellt wurde" in told
    assert "<li>Neue Akteure: 1</li>" in told
    assert "Eine gewählte Sache ist erledigt" in told
    for other in (f"/bericht?revision={int(revision) + 90}", "/bericht?revision=x", "/bericht"):
        assert "Seit dieses Papier" not in text_of(client, other)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/bericht.pdf", 400, "für ein einzelnes Netzwerk"),
        ("/bericht.odt?netz=magdeburg", 406, ""),
        ("/bericht?netz=magdeburg&tag=gestern", 400, "gestern"),
        ("/bericht?netz=magdeburg&tag=2999-01-01", 400, "2999-01-01"),
        ("/bericht?netz=magdeburg&" + "&".join(f"sache=s{one}" for one in range(11)), 422, "passen 10 Sachen"),
        ("/bericht?netz=nirgends", 404, ""),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(
    two_networks: FlaskClient, address: str, status: int, said: str
) -> None:
    answer = two_networks.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert said in html.unescape(answer.get_data(as_text=True))


@pytest.fixture
def logo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AKTEURSNETZ_PAPER_LOGO", str(tmp_path / "logo.png"))
    return tmp_path / "logo.png"


def test_a_logo_stands_on_every_form(two_networks: FlaskClient, logo: Path) -> None:
    logo.write_bytes(DOT)
    asked = "netz=musterstadt&teil=data"
    assert len(pdf_of(two_networks, asked).pages[0].images) == 1
    assert "data:image/png;base64," in text_of(two_networks, f"/bericht.html?{asked}")
    document = Document(io.BytesIO(two_networks.get(f"/bericht.docx?{asked}").data))
    assert len(document.inline_shapes) == 1


@pytest.mark.parametrize(
    ("content", "size", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", 0, "ist weder PNG noch JPEG"),
        (DOT, 50_000_000, "ist größer als 300 KB"),
        (DOT[:40], 0, "lässt sich nicht zeichnen"),
        (b"", 0, "ist weder PNG noch JPEG"),
        (None, 0, "ist nicht da oder nicht lesbar"),
    ],
)
def test_a_logo_that_is_gone_or_broken_by_now_is_left_out_and_named(
    two_networks: FlaskClient, logo: Path, content: bytes | None, size: int, said: str
) -> None:
    asked = "netz=musterstadt&teil=data"
    logo.write_bytes(DOT)
    assert "ohne Logo" not in text_of(two_networks, f"/bericht?{asked}")
    logo.unlink()
    if content is not None:
        logo.write_bytes(content)
        os.truncate(logo, size or len(content))
    page = text_of(two_networks, f"/bericht?{asked}")
    assert f"Das Papier ist ohne Logo. Das Logo logo.png {said}" in page
    assert str(logo.parent) not in page
    assert not pdf_of(two_networks, asked).pages[0].images


def test_of_several_networks_one_is_chosen_first(two_networks: FlaskClient) -> None:
    text = text_of(two_networks, "/bericht")
    assert "Für welches soll es sein?" in text
    assert "/bericht?netz=musterstadt" in text


def test_it_is_two_clicks_from_the_start_page(client: FlaskClient) -> None:
    assert 'href="/bericht"' in text_of(client, "/")
    assert 'href="/bericht"' in text_of(client, "/sachen")
    assert "/bericht.pdf" in text_of(client, "/bericht")


@pytest.mark.parametrize("longest", [limits.quote for limits in LEVELS])
def test_texts_are_cut_behind_a_word_and_say_so(longest: int) -> None:
    text = cut("Die Steuerung sollte als Gestaltungsinstrument dienen, " * 20, longest)
    assert len(text) <= longest
    assert re.search(r"\w …$", text)
    assert len(cut("W" * 5_000, longest)) <= longest
    assert cut("kurz  und\ngut", longest) == "kurz und gut"


def test_the_file_to_send_allows_its_own_style_and_nothing_else(two_networks: FlaskClient) -> None:
    text = two_networks.get("/bericht.html?netz=musterstadt").get_data(as_text=True)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{hashed}';" in html.unescape(policy)
    assert html.unescape(policy).startswith("default-src 'none';")
    assert not re.search(r"<script|\sstyle=|\son[a-z]+=", text)


def test_what_no_page_can_hold_is_left_out_of_own_texts(two_networks: FlaskClient) -> None:
    for form in ("", ".html"):
        text = two_networks.get(f"/bericht{form}?netz=musterstadt&titel=%01X&text-occasion=a%02b%1b%ef%bf%bfc").text
        assert not set(text) & {"\x01", "\x02", "\x1b", "\uffff"}
        assert "abc" in text


def test_a_paper_whose_matters_are_all_done_says_so_and_not_that_nobody_demands_anything(
    two_networks: FlaskClient,
) -> None:
    text = text_of(two_networks, "/bericht?netz=magdeburg&sache=sache-demand-0000000000")
    assert text.count("Die gewählten Sachen sind erledigt.") == 2
    assert "weitere Sachen stehen in der Liste" in text
    assert "keine offene Forderung" not in text
    assert 'id="teil-noticed"' not in text


def test_what_is_only_inferred_is_not_called_stated_and_not_said_to_be_absent() -> None:
    store = open_store("memory:")
    load_ontology(store)
    add(store, NETWORK.format(name="Erschlossen") + demands(3, "Amt").replace("nk:stated", "nk:inferred"))
    client = create_app(store=store).test_client()
    for address in ("/bericht", "/sachen"):
        text = text_of(client, address)
        assert "Es ist keine offene Forderung ausdrücklich gesagt" in text
        assert "kein offenes Problem" not in text
        assert "so gesagt" not in text
    assert "3 sind aus dem Zusammenhang erschlossen" in text_of(client, "/bericht")
    assert 'id="teil-noticed">Was auffällt' in text_of(client, "/bericht")
    store.close()


def test_what_became_of_demands_is_counted_as_the_lists_say_that_the_numbers_lead_to() -> None:
    store = open_store("memory:")
    load_ontology(store)
    add(store, NETWORK.format(name="Beantwortet") + demands(6, "Amt"))
    gaps = Analysis(store).recorded["demanded"].gaps
    said: list[dict[str, str]] = [
        {"answer": "decided", "responsible": "Amt", "due": "2099-01-01", "day": "2026-01-01"},
        {"answer": "in_progress", "responsible": "Amt", "due": "2099-01-01"},
        {"answer": "referred", "referred_to": "Ausschuss"},
        {"answer": "no_need", "note": "Es gibt das anderswo."},
    ]
    for gap, answer in zip(gaps, said, strict=False):
        record(store, gap, make_decision(gap, author="KO", **answer))
    client = create_app(store=store).test_client()
    *waiting, _, (_, total) = cells_of(html.unescape(text_of(client, "/bericht.html")), "demands")
    assert [number for _, number in waiting] == [2, 1, 1, 2]
    assert [len(listed_at(client, address)) for address, _ in waiting] == [2, 1, 1, 2]
    assert total == 6
    (aside,) = re.findall(
        r'<a href="(/luecken[^"]+zurueckgestellt[^"]*)"', html.unescape(text_of(client, "/fortschritt"))
    )
    assert "2 von" in text_of(client, aside)
    assert "vertagt, verwiesen oder kein Bedarf (2)" in " ".join(text_of(client, aside).split())
    store.close()


def test_a_paper_for_a_meeting_that_is_gone_does_not_become_one_for_another(own_magdeburg: Store) -> None:
    meetings = {"fort": "2099-02-01", "da": "2099-01-01"}
    for name, day in meetings.items():
        kind = f"a schema:Event ; skos:prefLabel 'Runde {name}'@de ; schema:startDate '{day}'^^xsd:date"
        add(own_magdeburg, f"<magdeburg/{name}> {kind} ; netz:inNetwork <magdeburg/netzwerk> .")
    client = create_app(store=own_magdeburg).test_client()
    for name, says in (("fort", "Runde fort"), ("da", "Runde da"), ("weg", "nicht mehr eingetragen")):
        text = text_of(client, f"/bericht?teil=data&sitzung={BASE}magdeburg/{name}")
        facts = re.findall(r'class="paper-facts">(.*?)</p>', text)[0]
        assert says in (text if name == "weg" else facts)
        assert ("Runde" in facts) is (name != "weg")


def test_what_was_decided_between_two_meetings_stands_beside_what_the_last_one_decided() -> None:
    store = open_store("memory:")
    load_ontology(store)
    days = {"fruehjahr": "2026-03-01", "herbst": "2026-09-01"}
    events = " ".join(
        f"<fest/{name}> a schema:Event ; skos:prefLabel '{name}'@de ; schema:startDate '{day}'^^xsd:date ; "
        "netz:inNetwork <fest/netzwerk> ."
        for name, day in days.items()
    )
    add(store, NETWORK.format(name="Zwischendurch") + demands(9, "Amt") + events)
    gaps = Analysis(store).recorded["demanded"].gaps
    said: list[dict[str, str]] = [
        {"day": days["fruehjahr"], "meeting": f"{BASE}fest/fruehjahr", "responsible": "Erste"},
        {"day": "2026-05-05", "responsible": "Zweite"},
        {"day": days["herbst"], "meeting": f"{BASE}fest/herbst", "responsible": "Dritte"},
        *({"day": days["fruehjahr"], "meeting": f"{BASE}fest/fruehjahr", "responsible": "Vierte"} for _ in range(6)),
    ]
    for gap, answer in zip(gaps, said, strict=True):
        record(store, gap, make_decision(gap, "decided", author="KO", due="2099-01-01", **answer))
    client = create_app(store=store).test_client()
    papers = {one: text_of(client, f"/bericht?sitzung={BASE}fest/{one}") for one in days}
    assert "Was aus den letzten Beschlüssen wurde</h2>" not in papers["fruehjahr"]
    told = papers["herbst"].partition('id="teil-resolutions"')[2].partition("</table>")[0]
    assert "Beschlüsse seit dem 1. März 2026: 8 beschlossen" in told
    assert "Dritte" not in told, "its own are not its last"
    listed = told.count("<tr") - 1
    assert f"{8 - listed} weitere Beschlüsse stehen auf der Seite „Fortschritt“" in papers["herbst"]
    store.close()
