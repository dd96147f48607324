"""What each role may do, and what the roles are called on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from graph.errors import DataInvalid

Role = Literal["lesen", "beitragen", "koordinieren", "analyse", "verwalten"]
Right = Literal["read", "propose", "write", "persons", "protocol", "long", "unchecked", "metrics", "manage"]

ROLES: tuple[Role, ...] = get_args(Role)
RIGHTS: Mapping[Role, frozenset[Right]] = {
    "lesen": frozenset({"read"}),
    "beitragen": frozenset({"read", "propose"}),
    "koordinieren": frozenset({"read", "propose", "write", "persons"}),
    "analyse": frozenset({"read", "propose", "write", "protocol", "long", "unchecked", "metrics"}),
    "verwalten": frozenset(
        {"read", "propose", "write", "persons", "protocol", "long", "unchecked", "metrics", "manage"}
    ),
}
"""read: pages that are not public; propose: a change that waits until somebody approves it; write: a change by a form;
persons: see and keep contact persons; protocol: write by SPARQL; long, unchecked: as of a token; metrics: how
busy the service is; manage: accounts."""

EVERY_NETWORK = ""
_ALSO: Mapping[str, Role] = {
    "read": "lesen",
    "contribute": "beitragen",
    "coordinate": "koordinieren",
    "analyst": "analyse",
    "admin": "verwalten",
}


def read_role(text: str) -> Role:
    """The role that a word names, German or English. Raises DataInvalid (422) for any other word."""
    word = text.strip().casefold()
    for role in ROLES:
        if role == word or _ALSO.get(word) == role:
            return role
    raise DataInvalid(
        "There is no role called %(role)s.", hint="Roles are: %(known)s.", role=text[:40] or "-", known=", ".join(ROLES)
    )


def rights_of(roles: Mapping[str, Role], network: str) -> frozenset[Right]:
    """What somebody may do in one network: by the role given for it and by the one for every network.

    `network` is a slug; "" asks what they may do in all of them.
    """
    given = (roles.get(EVERY_NETWORK), roles.get(network) if network else None)
    return frozenset().union(*(RIGHTS[role] for role in given if role))
