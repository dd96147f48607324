"""Which network somebody means by what they type: its code, its IRI or what it is called."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import NotFound
from graph.network.network_list import networks
from graph.protocol import Store
from graph.store.control import Action, Said, asked_of_service
from graph.store.embedded import EmbeddedStore
from graph.store.folder import check_folder
from graph.terms import network_slug

LIST = "networks-list"

Names = Mapping[str, Collection[str]]
"""What each network is called, its IRI among it, by its code: the slug, or the IRI where it lies elsewhere."""


def names_of_networks(store: Store) -> Names:
    """The networks of a store."""
    return {network_slug(one.iri) or one.iri: (one.iri, one.label.de, one.label.en) for one in networks(store)}


def names_in_folder(path: Path) -> Names:
    """The networks of a store in a folder, whether a service has it open or nobody. Raises ConfigError for no store."""
    check_folder(path)
    with asked_of_service(path, LIST) as answer:
        if answer is not None:
            names: Names = answer["networks"]
            return names
    with closing(EmbeddedStore(path)) as store:
        return names_of_networks(store)


def network_actions(store: Store) -> Mapping[str, Action]:
    """What commands may ask of the service that has the store open."""

    @contextmanager
    def answer(_asked: Said) -> Iterator[Said]:
        yield {"networks": {code: list(names) for code, names in names_of_networks(store).items()}}

    return {LIST: answer}


def code_of_network(text: str, known: Names, also: Collection[str] = ()) -> str:
    """The code of the network that a text names, in small or capital letters; "" for every network.

    `also`: codes that are taken though there is no such network (any more). Raises NotFound (404) for any other text.
    """
    wanted = " ".join(text.split())
    if not wanted or wanted in known or wanted in also:
        return wanted
    found = [code for code, names in known.items() if wanted.casefold() in map(str.casefold, (code, *names))]
    if len(found) == 1:
        return found[0]
    raise NotFound(
        "There is no network %(name)s.",
        hint="Networks are: %(known)s.",
        name=wanted[:80],
        known=", ".join(sorted(known)) or "-",
    )
