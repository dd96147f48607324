"""After a restore nobody is let in who was shut out since the backup."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from graph.protocol import Change
from graph.store.embedded import EmbeddedStore
from tests.graph.store.test_damage import statement
from tests.webapp.pages.sign_in.test_sign_in import sign_in
from webapp import create_app
from webapp.accounts.accounts import FILE, Accounts
from webapp.accounts.restored import tighten_restored
from webapp.cli.main import main
from webapp.settings import Settings

OLD, NEW = "ein langer Satz, leicht zu merken", "ein anderer Satz, auch lang genug"


def fill(folder: Path) -> dict[str, str]:
    """Accounts as they are when the backup is made; the secrets that are given out."""
    with closing(Accounts(folder)) as accounts:
        for name, role in (("Vera Muster", "verwalten"), ("Kim", "koordinieren"), ("Ole", "verwalten")):
            accounts.people.add(name, role)
        accounts.people.set_password("Vera Muster", OLD)
        accounts.people.keep_identity("Ole", "https://issuer.example", "ole-1")
        return {
            "session": accounts.sessions.begin("Kim"),
            "link": accounts.links.make("Vera Muster"),
            "stays": accounts.tokens.add("Vera Muster", "bleibt", ["read"], 10),
            "gone": accounts.tokens.add("Vera Muster", "weg", ["read"], 10),
            "kims": accounts.tokens.add("Kim", "", ["read"], 10),
        }


def change(folder: Path) -> None:
    """What happens after the backup."""
    with closing(Accounts(folder)) as accounts:
        accounts.people.disable("kim")
        accounts.people.set_role("Ole", "lesen")
        accounts.people.set_password("Vera Muster", NEW)
        accounts.people.keep_identity("Vera Muster", "https://issuer.example", "ole-1")
        (token,) = (one for one in accounts.tokens.list("Vera Muster") if one.label == "weg")
        accounts.tokens.remove("Vera Muster", token.id)
        accounts.set_public("beta", is_public=False)


@pytest.fixture
def present(tmp_path: Path) -> Path:
    return tmp_path / "present"


@pytest.fixture
def secrets(tmp_path: Path, present: Path) -> dict[str, str]:
    given = fill(present)
    shutil.copytree(present, tmp_path / "backup")
    change(present)
    return given


def test_the_stricter_of_backup_and_present_wins(tmp_path: Path, present: Path, secrets: dict[str, str]) -> None:
    before = (present / FILE).read_bytes()
    said = tighten_restored(tmp_path / "backup", present)
    assert said.was_compared
    assert (said.disabled, said.roles, said.passwords) == (("Kim",), ("Ole",), ("Vera Muster",))
    assert (said.tokens, said.closed) == (("Vera Muster", "Kim"), ("beta",))
    assert (present / FILE).read_bytes() == before
    with closing(Accounts(tmp_path / "backup")) as accounts:
        assert accounts.sessions.find(secrets["session"]) is None
        assert accounts.links.take(secrets["link"]) is None
        assert accounts.people.find("Kim").is_disabled
        assert accounts.people.find("Ole").roles == {"": "lesen"}
        assert accounts.people.check_password("Vera Muster", OLD) is None
        assert accounts.people.check_password("Vera Muster", NEW)
        assert accounts.people.find_identity("https://issuer.example", "ole-1") is None
        assert [accounts.tokens.find(secrets[one]) is not None for one in ("stays", "gone", "kims")] == [
            True,
            False,
            False,
        ]
        assert accounts.closed_networks() == {"beta"}


@pytest.mark.parametrize(
    "content", [None, b"", b"SQLite format 3\0 and nothing more"], ids=["none", "empty", "damaged"]
)
def test_where_the_present_accounts_cannot_be_read_the_backup_holds_and_it_is_said(
    tmp_path: Path, present: Path, secrets: dict[str, str], content: bytes | None
) -> None:
    (present / FILE).unlink()
    if content is not None:
        (present / FILE).write_bytes(content)
    assert not tighten_restored(tmp_path / "backup", present).was_compared
    with closing(Accounts(tmp_path / "backup")) as accounts:
        assert not accounts.people.find("Kim").is_disabled
        assert accounts.sessions.find(secrets["session"]) is None
        assert accounts.tokens.find(secrets["gone"])


def test_networks_that_the_store_noted_as_closed_stay_so_without_its_accounts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, backups = tmp_path / "store", str(tmp_path / "backups")
    with closing(EmbeddedStore(folder)) as store:
        store.apply(Change(add=[statement(1)]))
    fill(folder)
    assert main(["backup", backups, "--store", f"oxigraph:{folder}"]) == 0
    change(folder)
    (folder / FILE).unlink()
    assert main(["restore", backups, "--store", f"oxigraph:{folder}"]) == 0
    assert "beta" in capsys.readouterr().out
    with closing(Accounts(folder)) as accounts:
        assert accounts.closed_networks() == {"beta"}


def test_somebody_who_was_deleted_since_comes_back_disabled_and_is_named(
    tmp_path: Path, present: Path, secrets: dict[str, str]
) -> None:
    with closing(Accounts(present)) as accounts:
        accounts.people.delete("Kim")
        accounts.people.add("Neue", "verwalten")
        accounts.people.delete("Vera Muster")
        accounts.people.add("Vera Muster", "lesen")  # somebody else of that name
    said = tighten_restored(tmp_path / "backup", present)
    assert (said.back, set(said.roles), said.is_managed) == (("Kim",), {"Ole", "Vera Muster"}, False)
    with closing(Accounts(tmp_path / "backup")) as accounts:
        assert accounts.people.find("Kim").is_disabled
        assert accounts.people.find("Vera Muster").roles == {"": "lesen"}
        assert accounts.people.check_password("Vera Muster", OLD) is None
        assert [accounts.tokens.find(secrets[one]) for one in ("stays", "gone", "kims")] == [None] * 3
        accounts.people.disable("Kim", is_disabled=False)
        assert accounts.people.find("Kim").roles == {"": "koordinieren"}


def test_without_any_present_account_the_backup_holds(tmp_path: Path, present: Path, secrets: dict[str, str]) -> None:
    shutil.rmtree(present)
    Accounts(present).close()
    said = tighten_restored(tmp_path / "backup", present)
    assert (said.was_compared, said.back, said.roles, said.tokens) == (False, (), (), ())
    with closing(Accounts(tmp_path / "backup")) as accounts:
        assert accounts.tokens.find(secrets["gone"])
        assert accounts.people.find("Vera Muster").roles == {"": "verwalten"}


def test_a_backup_that_is_brought_to_another_machine_keeps_its_accounts(
    tmp_path: Path, present: Path, secrets: dict[str, str]
) -> None:
    shutil.rmtree(present)
    with closing(Accounts(present)) as accounts:
        accounts.people.add("Verwaltung", "verwalten")  # as the first start does
        accounts.people.add("Ole", "lesen")
    said = tighten_restored(tmp_path / "backup", present)
    assert (said.was_compared, said.back, said.disabled, said.roles) == (False, (), (), ())
    with closing(Accounts(tmp_path / "backup")) as accounts:
        assert accounts.tokens.find(secrets["stays"])
        assert accounts.people.find("Ole").roles == {"": "verwalten"}
        assert accounts.people.check_password("Vera Muster", OLD)


def test_accounts_of_an_older_version_are_compared_with_any(tmp_path: Path, present: Path) -> None:
    for folder in (present, tmp_path / "backup"):
        with closing(Accounts(folder)) as accounts, accounts.database.writing() as connection:
            connection.execute("INSERT INTO user (name, created) VALUES ('Kim', '2026-01-01')")
    with closing(Accounts(tmp_path / "backup")) as accounts:
        accounts.database.reading().__enter__().execute("PRAGMA application_id = 0")
    with closing(Accounts(present)) as accounts:
        accounts.people.disable("Kim")
    assert tighten_restored(tmp_path / "backup", present).disabled == ("Kim",)


def test_a_deleted_account_signs_in_to_no_page_after_a_restore(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    folder, backups = tmp_path / "store", str(tmp_path / "backups")
    with closing(EmbeddedStore(folder)) as store:
        store.apply(Change(add=[statement(1)]))
    fill(folder)
    store_option = ["--store", f"oxigraph:{folder}"]
    assert main(["backup", backups, *store_option]) == 0
    assert main(["user", "add", "Neue", "--role", "verwalten", *store_option]) == 0
    assert main(["user", "delete", "Vera Muster", *store_option]) == 0
    capsys.readouterr()
    assert main(["restore", backups, *store_option]) == 0
    said = capsys.readouterr().out
    assert "Seit der Sicherung gelöscht und jetzt gesperrt: Vera Muster" in said
    assert "Niemand verwaltet" not in said, "Ole does"
    with closing(EmbeddedStore(folder)) as store:
        browser = create_app(Settings(hosts=("localhost",)), store).test_client()
        assert sign_in(browser, "Vera Muster", OLD) == 401


def test_the_command_names_what_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    folder, backups = tmp_path / "store", str(tmp_path / "backups")
    with closing(EmbeddedStore(folder)) as store:
        store.apply(Change(add=[statement(1)]))
    fill(folder)
    assert main(["backup", backups, "--store", f"oxigraph:{folder}"]) == 0
    change(folder)
    assert main(["restore", backups, "--store", f"oxigraph:{folder}"]) == 0
    said = capsys.readouterr().out
    for sentence in (
        "Alle sind abgemeldet, offene Einmal-Links gelten nicht mehr.",
        "Gesperrt bleiben: Kim.",
        "Ihre Rolle von heute behalten: Ole.",
        "Ihr Passwort von heute behalten: Vera Muster.",
        "Nur für Konten bleiben die Netzwerke: beta.",
    ):
        assert sentence in said
    with closing(Accounts(folder)) as accounts:
        assert accounts.people.find("Kim").is_disabled
        assert accounts.closed_networks() == {"beta"}
