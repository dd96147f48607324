"""What a network that is to be made from a list is called."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewNetwork:
    """A network that is to be made: its name, the place it is about, and the file that its entries come from."""

    name: str
    place: str
    file: str
