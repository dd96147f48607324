from __future__ import annotations

import sqlite3
import stat
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ConfigError, Conflict, DataInvalid, NotFound, StoreUnavailable, TooManyRequests
from graph.upkeep.proposals import DescribedChange, ProposedChange
from webapp.accounts.accounts import Accounts
from webapp.accounts.people import RESERVED
from webapp.accounts.proposals import KEPT_S
from webapp.accounts.roles import RIGHTS, read_role
from webapp.accounts.sessions import LONGEST_S, SILENT_S
from webapp.accounts.soundness import FILE
from webapp.accounts.throttle import FREE
from webapp.accounts.throttle import LONGEST_S as LONGEST_PAUSE_S

PASSWORD = "ein langer Satz, leicht zu merken"  # noqa: S105 - nobody's


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    opened = Accounts(tmp_path, clock)
    opened.people.add("Vera Muster", "verwalten")
    yield opened
    opened.close()


def test_accounts_outlive_the_service_in_a_file_that_only_its_owner_reads(accounts: Accounts, tmp_path: Path) -> None:
    accounts.people.set_password("Vera Muster", PASSWORD)
    accounts.close()
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    again = Accounts(tmp_path)
    person = again.people.check_password("vera muster", PASSWORD)
    assert person is not None
    assert person.roles == {"": "verwalten"}
    again.close()


def test_accounts_of_a_newer_version_are_refused_and_left_as_they_are(accounts: Accounts, tmp_path: Path) -> None:
    accounts.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StoreUnavailable, match="newer version"):
        Accounts(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_proposals_of_an_older_version_wait_on(accounts: Accounts, tmp_path: Path) -> None:
    number = accounts.proposals.add("Kim", {"beta"}, ProposedChange(DescribedChange("alt"), b"x"))
    accounts.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("ALTER TABLE proposal DROP COLUMN basis")
        connection.execute("PRAGMA user_version = 1")
    again = Accounts(tmp_path)
    assert (again.proposals.find(number).reason, again.proposals.find(number).basis) == ("alt", "")
    assert again.proposals.add("Kim", {""}, ProposedChange(DescribedChange("neu"), basis="b")) == number + 1
    assert again.proposals.find(number + 1).basis == "b"
    again.close()


def test_what_was_decided_goes_after_half_a_year(accounts: Accounts, clock: Clock, tmp_path: Path) -> None:
    proposed = ProposedChange(DescribedChange("Wurzelgrumm"), b"Wurzelgrumm", b"Wurzelgrumm")
    numbers = [accounts.proposals.add("Kim", {"beta"}, proposed) for _ in range(3)]
    accounts.proposals.decide(numbers[0], "declined", "Vera Muster")
    accounts.proposals.decide(numbers[1], "approving", "Vera Muster")
    accounts.proposals.approved(numbers[1])
    clock.now += KEPT_S - 1
    accounts.proposals.add("Kim", {"beta"}, ProposedChange(DescribedChange("neu")))
    assert len(accounts.proposals.list()) == 4
    clock.now += 2
    accounts.proposals.add("Kim", {"beta"}, ProposedChange(DescribedChange("neu")))
    assert [one.number for one in accounts.proposals.list() if one.reason == "Wurzelgrumm"] == [numbers[2]]


@pytest.mark.parametrize("networks", [set(), {"beta"}, {""}, {"", "beta"}, {"beta", "https://a.example/n"}])
def test_a_proposal_knows_which_networks_it_touched(accounts: Accounts, networks: set[str]) -> None:
    number = accounts.proposals.add("Kim", networks, ProposedChange(DescribedChange("")))
    assert accounts.proposals.find(number).networks == networks


def test_damaged_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be read as one" * 40)
    with pytest.raises(ConfigError, match="cannot be read"):
        Accounts(tmp_path)


@pytest.mark.parametrize(
    ("word", "role"),
    [("Lesen", "lesen"), ("admin", "verwalten"), (" Koordinieren ", "koordinieren"), ("analyst", "analyse")],
)
def test_roles_are_read_in_both_languages(word: str, role: str) -> None:
    assert read_role(word) == role


def test_unknown_role_is_refused_with_those_there_are() -> None:
    with pytest.raises(DataInvalid) as refused:
        read_role("chefin")
    assert "koordinieren" in refused.value.hint


def test_each_role_may_at_least_read_and_only_one_manages() -> None:
    assert all("read" in rights for rights in RIGHTS.values())
    assert [role for role, rights in RIGHTS.items() if "manage" in rights] == ["verwalten"]
    assert "persons" not in RIGHTS["analyse"]


def test_a_role_in_one_network_is_none_in_another(accounts: Accounts) -> None:
    accounts.people.add("Kim", "koordinieren", "magdeburg")
    kim = accounts.people.find("kim")
    assert "write" in kim.rights("magdeburg")
    assert kim.rights("musterstadt") == kim.rights() == frozenset()


NO_NAMES = ["", "   ", "x" * 81, "a\nb\x00", *sorted(RESERVED), "Token", "ｔｏｋｅｎ"]
PATHS = ["a/b", "../x", "..", ".", "a\\b", "netzwerk/lesen"]
LOOKALIKES = ["k\u0431", "V\u0435ra Muster", "x\u202ey"]


@pytest.mark.parametrize("name", [*NO_NAMES, *PATHS, *LOOKALIKES])
def test_names_that_cannot_be_are_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(DataInvalid):
        accounts.people.add(name, "lesen")


def test_the_same_name_in_capitals_is_the_same_person(accounts: Accounts) -> None:
    with pytest.raises(Conflict):
        accounts.people.add("VERA MUSTER", "verwalten")


@pytest.mark.parametrize("name", ["\u0420\u043e\u0441\u043e", "Pocó", "p\u00f6co"])
def test_who_looks_like_another_gets_no_account(accounts: Accounts, name: str) -> None:
    accounts.people.add("Poco", "lesen")
    with pytest.raises(Conflict, match="looks like Poco"):
        accounts.people.add(name, "lesen")
    assert accounts.people.add("Poco Loco", "lesen")[1]


@pytest.mark.parametrize("password", ["", "kurz", "x" * 201])
def test_weak_and_endless_passwords_are_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(DataInvalid):
        accounts.people.set_password("Vera Muster", password)


def test_wrong_password_and_nobody_sign_nobody_in(accounts: Accounts) -> None:
    accounts.people.set_password("Vera Muster", PASSWORD)
    assert accounts.people.check_password("Vera Muster", PASSWORD + "x") is None
    assert accounts.people.check_password("Niemand", PASSWORD) is None
    accounts.people.add("Ohne", "lesen")
    assert accounts.people.check_password("Ohne", "") is None


def test_the_password_is_nowhere_in_the_file(accounts: Accounts, tmp_path: Path) -> None:
    accounts.people.set_password("Vera Muster", PASSWORD)
    secret = accounts.sessions.begin("Vera Muster")
    link = accounts.links.make("Vera Muster")
    token = accounts.tokens.add("Vera Muster", "Skript", ["read"], 10)
    accounts.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not [text for text in (PASSWORD, secret, link, token) if text.encode() in kept]


def test_somebody_must_be_left_who_manages(accounts: Accounts) -> None:
    with pytest.raises(Conflict, match="Nobody would be left"):
        accounts.people.disable("Vera Muster")
    with pytest.raises(Conflict, match="Nobody would be left"):
        accounts.people.set_role("Vera Muster", "lesen")
    accounts.people.add("Kim", "verwalten")
    assert accounts.people.disable("Vera Muster").is_disabled


def test_adding_somebody_who_has_an_account_takes_nothing_from_them(accounts: Accounts) -> None:
    for name in ("VERA MUSTER", "vera muster", "Vera Muster"):
        with pytest.raises(Conflict, match="account called Vera Muster already"):
            accounts.people.add(name, "lesen")
    assert accounts.people.add("vera muster", "lesen", "beta") == (accounts.people.find("Vera Muster"), False)
    assert accounts.people.find("Vera Muster").roles == {"": "verwalten", "beta": "lesen"}
    with pytest.raises(Conflict):
        accounts.people.add("Vera Muster", "koordinieren", "beta")


_NAMES = st.sampled_from(["Vera Muster", "VERA MUSTER", "Kim", "Ole"])
_STEP = st.tuples(
    st.sampled_from(["add", "role", "disable", "enable", "delete"]),
    _NAMES,
    st.sampled_from(["verwalten", "lesen", ""]),
    st.sampled_from(["", "beta"]),
)


@given(st.lists(_STEP, max_size=12))
@settings(max_examples=60, deadline=None)
def test_whatever_is_done_somebody_stays_who_manages(steps: list[tuple[str, str, str, str]]) -> None:
    people = Accounts().people
    people.add("Vera Muster", "verwalten")
    for what, name, role, network in steps:
        with suppress(Conflict, NotFound, DataInvalid):
            match what:
                case "add":
                    people.add(name, role, network)
                case "role":
                    people.set_role(name, role, network)
                case "delete":
                    people.delete(name)
                case _:
                    people.disable(name, is_disabled=what == "disable")
        assert any("manage" in person.rights() for person in people.list())


def test_a_forgotten_password_opens_nothing_and_a_new_one_is_chosen_without_it(accounts: Accounts) -> None:
    accounts.people.set_password("Vera Muster", PASSWORD)
    session = accounts.sessions.begin("Vera Muster")
    accounts.people.forget_password("vera muster")
    assert accounts.people.check_password("Vera Muster", PASSWORD) is None
    assert accounts.sessions.find(session) is None
    assert not accounts.people.find("Vera Muster").has_password


def test_disabling_ends_sessions_tokens_and_links_at_once(accounts: Accounts) -> None:
    accounts.people.add("Kim", "analyse")
    session, link = accounts.sessions.begin("Kim"), accounts.links.make("Kim")
    token = accounts.tokens.add("Kim", "Skript", ["protocol"], 10)
    assert accounts.sessions.find(session)
    assert accounts.tokens.find(token)
    accounts.people.disable("Kim")
    assert accounts.sessions.find(session) is None
    assert accounts.tokens.find(token) is None
    assert accounts.links.take(link) is None
    assert accounts.people.find("Kim").rights() == frozenset()


def test_session_ends_after_silence_and_after_a_month(accounts: Accounts, clock: Clock) -> None:
    session = accounts.sessions.begin("Vera Muster")
    for _ in range(int(LONGEST_S / (SILENT_S - 60))):
        clock.now += SILENT_S - 60
        assert accounts.sessions.find(session) is not None
    clock.now += SILENT_S - 60
    assert accounts.sessions.find(session) is None
    silent = accounts.sessions.begin("Vera Muster")
    clock.now += SILENT_S
    assert accounts.sessions.find(silent) is None


def test_clock_set_back_makes_no_session_longer(accounts: Accounts, clock: Clock) -> None:
    session = accounts.sessions.begin("Vera Muster")
    clock.now -= 3600
    assert accounts.sessions.find(session) is None


def test_signing_out_everywhere(accounts: Accounts) -> None:
    one, other = accounts.sessions.begin("Vera Muster", "Firefox"), accounts.sessions.begin("Vera Muster")
    assert len(accounts.sessions.list("Vera Muster")) == 2
    accounts.sessions.end(one)
    assert accounts.sessions.find(one) is None
    assert accounts.sessions.find(other) is not None
    assert accounts.sessions.end_all("Vera Muster") == 1
    assert accounts.sessions.find(other) is None


def test_a_new_password_signs_out_everywhere(accounts: Accounts) -> None:
    session = accounts.sessions.begin("Vera Muster")
    accounts.people.set_password("Vera Muster", PASSWORD)
    assert accounts.sessions.find(session) is None


def test_link_is_good_for_once_and_looking_does_not_use_it(accounts: Accounts, clock: Clock) -> None:
    link = accounts.links.make("Vera Muster")
    assert accounts.links.peek(link) is not None
    taken = accounts.links.take(link)
    assert taken is not None
    assert taken.name == "Vera Muster"
    assert accounts.links.take(link) is None
    late = accounts.links.make("Vera Muster", 60)
    clock.now += 60
    assert accounts.links.take(late) is None
    with pytest.raises(NotFound):
        accounts.links.make("Niemand")


def test_a_new_link_ends_the_one_before(accounts: Accounts) -> None:
    first, second = accounts.links.make("Vera Muster"), accounts.links.make("Vera Muster")
    assert accounts.links.take(first) is None
    assert accounts.links.take(second) is not None


def test_two_browsers_cannot_use_one_link(accounts: Accounts) -> None:
    link, won = accounts.links.make("Vera Muster"), []
    start = threading.Barrier(8)

    def race() -> None:
        start.wait()
        won.append(accounts.links.take(link) is not None)

    threads = [threading.Thread(target=race) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 7 + [True]


def test_token_does_what_it_says_until_it_expires(accounts: Accounts, clock: Clock) -> None:
    token = accounts.tokens.add("Vera Muster", "Skript", ["protocol", "read"], 2)
    assert token.startswith("netz_")
    found = accounts.tokens.find(token)
    assert found is not None
    assert found == (accounts.people.find("Vera Muster"), frozenset({"protocol", "read"}))
    clock.now += 2 * 24 * 3600
    assert accounts.tokens.find(token) is None
    assert accounts.tokens.find("netz_" + "x" * 43) is None


def test_token_is_never_more_than_its_owner(accounts: Accounts) -> None:
    accounts.people.add("Lea", "lesen")
    with pytest.raises(DataInvalid, match="cannot have the rights"):
        accounts.tokens.add("Lea", "", ["protocol"], 10)
    with pytest.raises(DataInvalid):
        accounts.tokens.add("Vera Muster", "", ["manage"], 10)
    with pytest.raises(DataInvalid):
        accounts.tokens.add("Vera Muster", "", [], 10)
    with pytest.raises(DataInvalid, match="cannot hold"):
        accounts.tokens.add("Vera Muster", "", ["read"], 0)


def test_token_taken_back_is_none(accounts: Accounts) -> None:
    token = accounts.tokens.add("Vera Muster", "Skript", ["read"], 10)
    (listed,) = accounts.tokens.list("Vera Muster")
    assert accounts.tokens.remove("Vera Muster", listed.id)
    assert accounts.tokens.find(token) is None
    assert not accounts.tokens.remove("Vera Muster", listed.id)


def test_guessing_is_slowed_down_by_name_and_by_address(accounts: Accounts, clock: Clock) -> None:
    for _ in range(FREE):
        accounts.throttle.attempt("name:vera", "address:10.0.0.1")
    with pytest.raises(TooManyRequests):
        accounts.throttle.attempt("name:VERA")
    with pytest.raises(TooManyRequests):
        accounts.throttle.attempt("name:kim", "address:10.0.0.1")
    accounts.throttle.attempt("name:kim", "address:10.0.0.2")
    clock.now += 3
    for _ in range(40):
        accounts.throttle.attempt("name:vera")
        clock.now += LONGEST_PAUSE_S
    accounts.throttle.attempt("name:vera")
    with pytest.raises(TooManyRequests):
        accounts.throttle.attempt("name:vera")
    accounts.throttle.forgive("name:vera")
    accounts.throttle.attempt("name:vera")


def test_many_guesses_at_once_are_no_more_than_one_after_the_other(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path)

    def guess(_: int) -> bool:
        try:
            accounts.throttle.attempt("name:vera")
        except TooManyRequests:
            return False
        return True

    with ThreadPoolExecutor(20) as crowd:
        assert sum(crowd.map(guess, range(60))) == FREE


def test_clock_set_back_locks_nobody_out_for_long(accounts: Accounts, clock: Clock) -> None:
    for _ in range(60):
        accounts.throttle.attempt("name:vera")
        clock.now += LONGEST_PAUSE_S
    clock.now -= 365 * 24 * 3600
    with pytest.raises(TooManyRequests) as refused:
        accounts.throttle.attempt("name:vera")
    assert int(str(refused.value.values["seconds"])) <= LONGEST_PAUSE_S + 1


def test_networks_are_public_until_they_are_closed(accounts: Accounts) -> None:
    assert accounts.is_public("magdeburg")
    accounts.set_public("magdeburg", is_public=False)
    assert not accounts.is_public("magdeburg")
    accounts.set_public("magdeburg", is_public=True)
    assert accounts.is_public("magdeburg")


def test_identity_of_a_provider_leads_to_the_account(accounts: Accounts) -> None:
    assert accounts.people.find_identity("https://login.example", "42") is None
    accounts.people.keep_identity("vera muster", "https://login.example", "42")
    found = accounts.people.find_identity("https://login.example", "42")
    assert found is not None
    assert found.name == "Vera Muster"
    assert accounts.people.find_identity("https://other.example", "42") is None


def test_two_managers_at_once_leave_one(accounts: Accounts) -> None:
    """Each takes the role from the other at the same moment: one of them must be refused."""
    accounts.people.add("Kim", "verwalten")
    outcomes, start = [], threading.Barrier(2)

    def take_from(name: str) -> None:
        start.wait()
        try:
            accounts.people.set_role(name, "lesen")
        except Conflict:
            outcomes.append("refused")
        else:
            outcomes.append("done")

    threads = [threading.Thread(target=take_from, args=(name,)) for name in ("Kim", "Vera Muster")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]
    assert any("manage" in person.rights() for person in accounts.people.list())


def test_deleted_secrets_leave_no_byte(accounts: Accounts, tmp_path: Path) -> None:
    accounts.people.add("Wurzelgrumm Anna", "lesen")
    with accounts.database.writing() as connection:
        connection.execute("DELETE FROM user WHERE name = 'Wurzelgrumm Anna'")
    accounts.close()
    found = subprocess.run(["grep", "-rl", "Wurzelgrumm", tmp_path], capture_output=True, text=True, check=False)
    assert found.stdout == ""
