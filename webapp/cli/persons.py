"""Commands about persons: `persons list`, `persons show`, `persons erase`."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from graph.period import today
from graph.settings import read_setting
from graph.store.backup import copies_in
from graph.store.control import Said
from graph.store.person_records import PersonLine
from graph.store.reach import needed_folder
from graph.upkeep.lists.drafts import Drafts
from graph.upkeep.persons import ERASE, GOING, LIST, SHOW, ask_about_persons
from webapp.accounts.persons_beside import AccountsBeside
from webapp.cli.console import _, say, write_rows
from webapp.ui.mention_words import where_label

_COLUMNS = ("name", "purpose", "keep_until", "iri")


def list_persons(options: Namespace) -> int:
    """Everybody who is known; with --due those whose time is over, and 1 when there are any."""
    lines = [PersonLine(**said) for said in ask_about_persons(_folder(options), LIST)["persons"]]
    if options.due:
        lines = [line for line in lines if line.is_due(today())]
    write_rows([{name: getattr(line, name) for name in _COLUMNS} for line in lines], _COLUMNS, options.format)
    return 1 if options.due and lines else 0


def show_person(options: Namespace) -> int:
    """All about one person."""
    path = _folder(options)
    record = ask_about_persons(path, SHOW, (AccountsBeside(path), Drafts(path)), whom=options.whom)["record"]
    if options.format == "json":
        json.dump(record, sys.stdout, ensure_ascii=False, indent=2)
        say("")
        return 0
    person = record["person"]
    say(f"{person['name']}  {person['iri']}".strip())
    say(_("Zweck: %(text)s") % {"text": person["purpose"] or _("nicht eingetragen")})
    say(_("Gespeichert bis: %(text)s") % {"text": person["keep_until"] or _("nicht eingetragen")})
    columns = ("subject", "predicate", "value", "time", "author")
    write_rows([*record["statements"], *record["texts"]], columns, "table")
    _say_beside(record["beside"])
    return 0


def erase_person(options: Namespace) -> int:
    """Leave no byte of a person in the store, and name the copies that still have them.

    Says first what goes, and asks on a terminal; elsewhere --yes has to be given. 1 when nothing was erased.
    """
    path = _folder(options)
    also = (AccountsBeside(path), Drafts(path))
    _say_what_goes(ask_about_persons(path, GOING, also, whom=options.whom))
    if not options.yes and not _is_confirmed():
        say(_("Nichts wurde gelöscht."))
        return 1
    erased = ask_about_persons(path, ERASE, also, whom=options.whom, author="akteursnetz persons")
    values = {"dropped": erased["dropped"], "replaced": erased["replaced"]}
    say(_("Gelöschte Angaben: %(dropped)d. Texte und Adressen, in denen nun „gelöscht“ steht: %(replaced)d.") % values)
    backups = [folder for name in options.backups or () for folder in copies_in(Path(name))]
    for copy in (*erased["copies"], *backups):
        say(_("Enthält die Person noch, bitte löschen: %(path)s") % {"path": copy})
    for file in erased["files"]:
        say(_("Nennt die Person, bitte selbst ändern: %(path)s") % {"path": file})
    for file in erased["removed"]:
        say(_("War nicht lesbar und wurde entfernt: %(path)s") % {"path": file})
    for name in erased["accounts"]:
        say(_("Ein Konto nennt die Person: %(name)s. Es löscht: akteursnetz user delete NAME") % {"name": name})
    if not options.backups:
        say(_("Frühere Sicherungen enthalten die Person noch; mit --backups ORDNER werden sie genannt."))
    return 0


def _say_what_goes(going: Said) -> None:
    values = {"statements": going["statements"], "texts": going["texts"]}
    say(
        _("Zu löschen: %(statements)d Angaben; in %(texts)d Texten und Adressen stünde „gelöscht“. Zum Beispiel:")
        % values
    )
    for example in going["examples"]:
        say(f"  {example}")
    _say_beside(going["beside"])


def _say_beside(mentions: Sequence[Said]) -> None:
    for mention in mentions:
        say(f"{where_label(mention['where'], _)}: {mention['what']}")


def _is_confirmed() -> bool:
    """Whether somebody at the terminal says yes; without a terminal nobody does."""
    if not sys.stdin.isatty():
        say(_("Ohne Terminal löscht der Befehl erst mit --yes."), sys.stderr)
        return False
    question = _("Endgültig löschen? Das lässt sich nicht zurücknehmen. „%(word)s“ eingeben: ") % {"word": _("löschen")}
    return input(question).strip().casefold() == _("löschen")


def _folder(options: Namespace) -> Path:
    return needed_folder(options.store or read_setting("AKTEURSNETZ_STORE"))
