"""Where each generated resource has its IRI, relative to the base."""

from __future__ import annotations

SLUG = "zufallsstadt"
NETWORK = f"{SLUG}/netzwerk"
CITY = f"{SLUG}/stadt"
STEERING_GROUP = f"{SLUG}/lenkungsgruppe"
UNNAMED = f"{SLUG}/kirchen"
DOCUMENT = f"{SLUG}/quelle/protokoll"
SCHEME = f"{SLUG}/themen"
CONFERENCE = f"{SLUG}/konferenz-2024"
EARLIER_CONFERENCE = f"{SLUG}/konferenz-2021"


def path(kind: str, number: int) -> str:
    """The path of the resource of a kind with this number, counted from 0: `zufallsstadt/akteur/1`."""
    return f"{SLUG}/{kind}/{number + 1}"


def actor(number: int) -> str:
    """The path of an actor."""
    return f"{SLUG}/akteur/{number + 1}"


def group(number: int) -> str:
    """The path of a working group."""
    return f"{SLUG}/gruppe/{number + 1}"


def topic(number: int) -> str:
    """The path of a topic."""
    return f"{SLUG}/thema/{number + 1}"


def field(number: int) -> str:
    """The path of an action field."""
    return f"{SLUG}/handlungsfeld/{number + 1}"


def district(number: int) -> str:
    """The path of a district."""
    return f"{SLUG}/ort/{number + 1}"


def passage(number: int) -> str:
    """The path of what the minutes quote from a group."""
    return f"{SLUG}/beleg/{number + 1}"
