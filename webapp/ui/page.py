"""What every template may use: filters, words, links, the navigation, the networks to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from flask import Flask, request, url_for
from flask_babel import format_date, format_datetime, format_decimal, format_scientific

from graph.cache.beside import given_former
from graph.errors import NetworkError, Unauthorized
from graph.model import Ref
from graph.period import day_of, today
from graph.upkeep.open_work.lists import total_at_hand
from webapp.accounts.identity import who_asks
from webapp.accounts.reading import hidden_networks, reader
from webapp.accounts.roles import EVERY_NETWORK, Right
from webapp.ui import account_words, links, wording
from webapp.ui.breaking import breakable
from webapp.ui.context import get_store, list_networks, looked_back_at, network_iri, network_slug, present_store
from webapp.ui.forms import is_named, may_write
from webapp.ui.kept_parts import EXTENSION as KEPT_PARTS
from webapp.ui.kept_parts import KeptParts, kept_part
from webapp.ui.language import gettext, in_its_language, language, language_of

_GROUPED, _UNREADABLE = 1000, 1e15
"""From here on a language parts digits into groups; and from here on nobody reads them any more."""


@dataclass(frozen=True, slots=True)
class Destination:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool


def add_to_templates(app: Flask) -> None:
    """Give the templates their filters, words and links."""
    app.extensions[KEPT_PARTS] = KeptParts()
    app.template_filter("link")(links.link_to)
    app.template_filter("breakable")(breakable)
    app.template_filter("number")(say_number)
    app.template_filter("readable")(wording.readable)
    app.template_filter("slug")(links.slug_of)
    app.template_filter("domain_url")(links.safe_href)
    app.jinja_env.globals.update(
        {
            name: getattr(module, name)
            for module in (wording, account_words)
            for name in vars(module)
            if name.endswith(("_label", "_note", "_plural"))
        },
        signed_in=signed_in,
        given_former=given_former,
        kept_part=kept_part,
        may=may,
        may_edit=may_edit,
        may_propose=may_propose,
        may_save=may_save,
        may_read_all=may_read_all,
        may_look_back=may_look_back,
        is_named=is_named,
        actor_url=links.actor_url,
        group_url=links.group_url,
        gap_url=links.gap_url,
        matter_url=links.matter_url,
        matter_map_url=links.matter_map_url,
        gap_map_url=links.gap_map_url,
        map_url=links.map_url,
        resource_url=links.resource_url,
        source_url=links.source_url,
        source_words=links.source_words,
        bare_url=links.bare_url,
        query_with=links.query_with,
        with_parameters=links.with_parameters,
        day_of=day_of,
        say_date=wording.say_date,
        say_since=wording.say_since,
        say_period=wording.say_period,
        language=language,
        in_its_language=in_its_language,
        language_of=language_of,
        navigation=navigation,
        network_choices=network_choices,
        network_code=links.network_code,
        program_version=program_version,
        today_in_words=today_in_words,
        looked_back=looked_back,
    )


def navigation() -> list[Destination]:
    """The pages of the header, with the one the reader is in."""
    section = f"{request.script_root}/" + request.path.strip("/").partition("/")[0]
    pages = [
        (gettext("Start"), "start.show"),
        (gettext("Karte"), "map.show"),
        (gettext("Akteure"), "actors.index"),
        (gettext("Gruppen"), "groups.index"),
        (gettext("Themen"), "topics.index"),
        (gettext("Entscheiden"), "matters.index"),
        (gettext("Lücken"), "gaps.index"),
        (gettext("Auswertung"), "measures.show"),
        (gettext("Was wäre, wenn?"), "whatif.show"),
        (gettext("Abfragen"), "questions.show"),
    ]
    if may_edit():
        pages.append((_upkeep_label(), "data.index"))
    addresses = [(label, url_for(endpoint)) for label, endpoint in pages]
    return [Destination(label, url, url.partition("?")[0] == section) for label, url in addresses]


def _upkeep_label() -> str:
    """The upkeep list with its sum, where that has been counted."""
    total = number_of_upkeep()
    return gettext("Pflege (%(number)s)", number=say_number(total)) if total else gettext("Pflege")


def number_of_upkeep() -> int | None:
    """What the header tells an editor is to be looked after; None for other readers, and until it has been counted."""
    try:
        return total_at_hand(get_store(), network_iri(list_networks(), network_slug())) if may_edit() else None
    except NetworkError:
        return None


def may(right: Right) -> bool:
    """Whether this reader has a right in every network; a token that is none of ours changes no page."""
    try:
        return who_asks().may(right)
    except Unauthorized:
        return False


def may_propose() -> bool:
    """Whether this reader may propose something in some network: they have proposals, or decide on them."""
    try:
        return who_asks().may_somewhere("propose")
    except Unauthorized:
        return False


def may_read_all() -> bool:
    """Whether this reader may read every network, as a page about all of them asks: the list of changes, for one."""
    try:
        return not hidden_networks()
    except NetworkError:  # a page that says that something cannot be read asks this, too
        return False


def may_look_back() -> bool:
    """Whether this reader may see the data as they were: who is signed in, and may read every network."""
    try:
        return may_read_all() and reader().way != "nobody"
    except Unauthorized:
        return False


def may_save(networks: Iterable[str] | None = None) -> bool:
    """Whether what this reader sends is saved; of who contributes it is a proposal. Networks as for `may_edit`."""
    codes = None if networks is None else [links.network_code(one) for one in networks if one] or [EVERY_NETWORK]
    try:
        return may_write("write", codes)
    except Unauthorized:
        return False


def may_edit(networks: Iterable[str] | None = None) -> bool:
    """Whether this reader is offered to change, or to propose to, what lies in these networks, by their IRIs.

    Without a network it lies in what all share; None asks for the chosen network, as for something new.
    """
    codes = None if networks is None else [links.network_code(one) for one in networks if one] or [EVERY_NETWORK]
    try:
        return may_write(networks=codes)
    except Unauthorized:
        return False


def signed_in() -> tuple[str, str]:
    """What the header says of who is signed in, and where that leads; ("", "") for nobody."""
    try:
        asking = who_asks()
    except Unauthorized:
        return "", ""  # a token that is none of ours changes no page
    if asking.way == "machine":
        return gettext("an diesem Rechner"), url_for("sign_in.show")
    if asking.way == "session":
        return asking.name, url_for("accounts.show")
    return "", ""


def network_choices() -> list[tuple[str, Ref, bool]]:
    """Slug, reference and whether it is chosen, for each network; empty when the store cannot be read."""
    try:
        networks = list_networks()
    except NetworkError:
        return []
    slugs = [(links.network_code(network.iri), network) for network in networks]
    return [(slug, network, slug == network_slug()) for slug, network in slugs]


def say_number(number: float, digits: int = 2) -> str:
    """A number as the language writes it, with at most so many decimals; one of many digits by its power of ten."""
    if isinstance(number, int) and 0 <= number < _GROUPED:
        return str(number)  # the same in every language, and most numbers of a table are
    if abs(number) >= _UNREADABLE:  # of more digits than Babel's decimals hold, too
        return str(format_scientific(number, "0.###E0"))
    return str(format_decimal(round(number, digits)))


def say_difference(change: int) -> str:
    """How a number changed: +3, −2 or 0."""
    return f"{'+' if change > 0 else '−'}{abs(change)}" if change else "0"


def say_moment(moment: float) -> str:
    """A moment in seconds since 1970 as it is written here: the day, and the time at this place."""
    return str(format_datetime(datetime.fromtimestamp(moment, UTC).astimezone(), "short"))


def looked_back() -> tuple[int, str] | None:
    """The change after which the data are shown, and its day in words; None for the present, and where nobody knows."""
    try:
        revision = looked_back_at()
        entry = present_store().heads(1, before=revision + 1)[0].entry if revision else None
    except (NetworkError, IndexError):
        return None
    return (revision, wording.say_date(entry.time[:10])) if entry else None


def today_in_words() -> str:
    """The day on which a page is printed."""
    return str(format_date(today(), "long"))


@lru_cache(maxsize=1)
def program_version() -> str:
    """The installed version, "" in a checkout that is not installed."""
    try:
        return version("akteursnetz")
    except PackageNotFoundError:
        return ""
