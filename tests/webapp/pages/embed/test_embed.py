"""The map in a frame: only for signed addresses, only on named sites, without forms and cookies."""

from __future__ import annotations

import html
import re
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from graph.errors import ConfigError
from graph.store.marker import write_once
from graph.store.open import open_store
from tests.support.magdeburg import load_ontology
from tests.support.small_disks import fill, small_disk
from tests.webapp.pages.saved_views.test_saved_views import OWN, client, own_store, save, text_of, token_of
from webapp import create_app
from webapp.ui.signing import sign

__all__ = ["client", "own_store"]
SITE = "https://www.stadt.example"


def signed_address(client: FlaskClient, slug: str = "interkultur") -> str:
    found = re.search(r'<iframe src="([^"]+)"', text_of(client.get(f"/ansichten/{slug}/einbetten")))
    assert found is not None
    parts = urlsplit(html.unescape(found.group(1)))
    return f"{parts.path}?{parts.query}"


@pytest.fixture
def address(client: FlaskClient) -> str:
    save(client)
    return signed_address(client)


def test_a_frame_has_title_and_table_but_no_form_and_no_cookie(client: FlaskClient, address: str) -> None:
    response = client.application.test_client().get(address)
    page = response.get_data(as_text=True)
    assert response.status_code == 200
    assert "<h1>Interkultur</h1>" in page
    assert "ansicht=tabelle" in page
    assert "<form" not in page
    assert "Set-Cookie" not in response.headers
    way = "/ansichten/interkultur/loeschen"
    assert client.post(way, data={"token": token_of(client, way)}, headers=OWN).status_code == 303
    left = client.application.test_client().get(address)
    assert (left.status_code, "Interkultur" in left.text, "<h1>Karte</h1>" in left.text) == (200, False, True)


def test_the_line_for_the_other_website_stays_text_on_our_own(client: FlaskClient) -> None:
    save(client, title='"><b>Fett')
    page = client.get("/ansichten/b-fett/einbetten").get_data(as_text=True)
    assert "<iframe" not in page
    assert "<b>Fett" not in page


@pytest.mark.parametrize(
    "change", [("interkultur", "frauen"), ("signatur=", "signatur=0"), ("gruppe=", "akteur="), ("titel=", "x=")]
)
def test_a_changed_address_is_refused(client: FlaskClient, address: str, change: tuple[str, str]) -> None:
    assert client.get(address.replace(*change)).status_code == 403


@pytest.mark.parametrize("query", ["", "?signatur=", "?signatur=%ff%00", "?gruppe=a"])
def test_an_address_without_a_signature_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/einbetten{query}").status_code == 403


def test_no_site_may_frame_it_until_one_is_named(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert "AKTEURSNETZ_EMBED_SITES" in text_of(client.get("/ansichten/interkultur/einbetten"))


def test_only_the_named_site_may_frame_it_and_nothing_else_loosens(
    client: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKTEURSNETZ_EMBED_SITES", SITE)
    headers, others = client.get(address).headers, client.get("/karte").headers
    expected = others["Content-Security-Policy"].replace("frame-ancestors 'none'", f"frame-ancestors {SITE}")
    assert headers["Content-Security-Policy"] == expected
    assert "X-Frame-Options" not in headers
    assert others["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("site", ["*", "https://a.example; script-src *", "stadt.example", "https://a.example/pfad"])
def test_a_site_that_is_none_is_refused(
    client: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    monkeypatch.setenv("AKTEURSNETZ_EMBED_SITES", site)
    response = client.get(address, headers={"Accept": "text/html"})
    assert response.status_code == 500
    assert "ist keine Website" in text_of(response)


def test_the_key_outlives_the_service_in_the_folder_of_the_store(tmp_path: Path) -> None:
    signatures = []
    for _ in range(2):
        opened = open_store(f"oxigraph:{tmp_path / 'store'}")
        load_ontology(opened)
        with create_app(store=opened).test_request_context("/"):
            signatures.append(sign([("gruppe", "a")]))
        opened.close()
    assert signatures[0] == signatures[1]
    assert (tmp_path / "store" / "embed.key").stat().st_mode & 0o077 == 0


def test_another_key_makes_another_signature(
    client: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKTEURSNETZ_EMBED_KEY", "anders")
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("content", [b"", b"\n", b"0" * 15])
def test_an_empty_or_torn_key_signs_nothing_and_is_named(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AKTEURSNETZ_EMBED_KEY", raising=False)
    (tmp_path / "store").mkdir()
    with closing(open_store(f"oxigraph:{tmp_path / 'store'}")) as store:
        (tmp_path / "store" / "embed.key").write_bytes(content)
        with create_app(store=store).app_context(), pytest.raises(ConfigError, match=r"embed\.key holds no key"):
            sign([("gruppe", "a")])
        assert (tmp_path / "store" / "embed.key").read_bytes() == content


def test_a_key_that_finds_no_room_is_not_left_as_an_empty_file(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "16k") as disk:
        filling = fill(disk / "filling")
        with pytest.raises(OSError, match="No space"):
            write_once(disk / "embed.key", "0" * 64)
        assert [path.name for path in disk.iterdir()] == ["filling"]
        filling.unlink()
        for text in ("1" * 64, "2" * 64):
            write_once(disk / "embed.key", text)
        assert (disk / "embed.key").read_text() == "1" * 64, "the first counts"
        assert (disk / "embed.key").stat().st_mode & 0o777 == 0o600
