from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator

from graph.paths import ROOT
from webapp.cli.commands import find_command
from webapp.cli.main import _make_parser


def names_in(parser: argparse.ArgumentParser) -> Iterator[str]:
    """What the command and its steps run."""
    if name := parser.get_default("run"):
        yield name
    for action in parser._actions:  # noqa: SLF001 - argparse tells of steps in no other way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            for step in action.choices.values():
                yield from names_in(step)


def test_each_command_that_can_be_asked_for_is_found() -> None:
    names = list(names_in(_make_parser()))
    assert len(names) > 25
    assert [find_command(name).__name__ for name in names] == names


def test_a_start_loads_nothing_that_only_some_pages_need() -> None:
    program = (
        "import sys; from graph.store.open import open_store; from webapp import create_app;"
        "store = open_store('memory:'); create_app(store=store); store.close();"
        "late = ('pyshacl', 'rdflib', 'lxml', 'icalendar', 'docx', 'typst', 'openpyxl', 'numba',"
        "'numpy', 'scipy', 'networkx', 'webapp.pages.start.routes', 'webapp.pages.map.routes');"
        "print([name for name in late if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_command_loads_neither_the_pages_nor_what_other_commands_need() -> None:
    program = (
        "import sys; from webapp.cli.commands import find_command; find_command('gaps');"
        "print([name for name in ('flask', 'waitress', 'argon2', 'babel', 'networkx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
