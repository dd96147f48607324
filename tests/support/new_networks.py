"""A network of nothing but names, made as the page for a new network makes it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.load.lists.answers import Answers
from graph.load.lists.arrangement import SheetAnswer
from graph.load.lists.read import read_list
from graph.load.spreadsheet.statements import NewNetwork
from graph.protocol import Applied, Store
from graph.text import slug_for
from graph.upkeep.lists.known import known_actors
from tests.support.lists import take_over


def make_network(
    store: Store, network: NewNetwork, names: Sequence[str], author: str = "KO", persons: Sequence[str] = ()
) -> Applied:
    """Who is not said to be a person is none, whatever the name sounds like."""
    others = tuple(name for name in names if name not in persons)
    sheets = {"Akteure": SheetAnswer("actors", 0, {0: "name"})}
    answers = Answers(sheets=sheets, persons=tuple(persons), no_persons=others)
    tables = {"Akteure": (("Akteur",), *((name,) for name in names))}
    reading = read_list(tables, answers, known_actors(store, slug_for(network.name)), [])
    return take_over(store, network, reading, answers, author)
