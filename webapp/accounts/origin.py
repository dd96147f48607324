"""Whose share a request counts for."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

_NETWORK = 19
"""Letters of the first four groups: the /64 that one customer is given."""


def origin_of(address: str) -> str:
    """The address of a client, or of IPv6 the network that it can take any address of; a text that is none stays."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or found.exploded[:_NETWORK])
    return str(found)
