"""Commands that look after a store: `check`, `rebuild`, `backup`, `restore`."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from pathlib import Path

from graph.settings import read_setting
from graph.store.backup import make_backup, newest_backup
from graph.store.backup import restore as restore_backup
from graph.store.backup_note import note_backup
from graph.store.backup_source import backup_source
from graph.store.check import check_store, hint_of
from graph.store.erased_since import erased_since
from graph.store.faults import Fault
from graph.store.folder import check_folder
from graph.store.folder_lock import FolderLock
from graph.store.reach import let_go_by_service, needed_folder, snapshot_if_served
from graph.store.rebuild import rebuild as rebuild_store
from webapp.accounts.restored import Restored, tighten_restored
from webapp.accounts.soundness import HINT, find_flaw
from webapp.cli.console import _, filled, say
from webapp.settings import MEGABYTE


def check(options: Namespace) -> int:
    """Look at all of a store; 1 when something is wrong with it."""
    path = _folder(options)
    check_folder(path)
    flaw = find_flaw(path)
    if flaw is not None:
        say(f"{filled(flaw.template, flaw.values)} {_(HINT)}")
    faults = [] if flaw else _faults_of(path)  # nothing can be copied while a part of it is damaged
    for fault in faults:
        say(f"{filled(fault.template, fault.values)} {_(hint_of(fault))}")
    if flaw is None and not faults:
        say(_("Der Speicher in %(path)s ist in Ordnung.") % {"path": path})
    return 1 if flaw or faults else 0


def _faults_of(path: Path) -> list[Fault]:
    with snapshot_if_served(path) as source:
        if source is not None:
            return check_store(path, source=source)
        with closing(FolderLock(path)):
            return check_store(path)


def rebuild(options: Namespace) -> int:
    """Make engine, marker and index anew from the logs."""
    made = rebuild_store(_folder(options), up_to_damage=options.up_to_damage)
    values = {"changes": made.changes, "persons": made.persons}
    say(_("Neu aufgebaut bis Änderung %(changes)d; Änderungen an Personen: %(persons)d.") % values)
    for path in made.kept:
        say(_("Das beschädigte Protokoll liegt in %(path)s.") % {"path": path})
    return 0


def backup(options: Namespace) -> int:
    """Copy a store into a new folder, and say so when the copy has been opened and compared."""
    with backup_source(_folder(options), Path(options.target)) as source:
        made = make_backup(source, Path(options.target), keep=options.keep)
    note_backup(_folder(options))
    for path in made.removed:
        say(_("Entfernt: %(path)s") % {"path": path})
    values = {"path": made.folder, "revision": made.revision, "number": made.statements, "size": made.size / MEGABYTE}
    say(_("Fertig: %(path)s (Änderung %(revision)d, Aussagen: %(number)d, %(size).1f MB, geprüft).") % values)
    return 0


def restore(options: Namespace) -> int:
    """Put a backup in the place of a store; whoever was shut out since then stays shut out."""
    accounts: list[Restored] = []
    erased: list[int | None] = []

    def adjust(new: Path, present: Path) -> None:
        accounts.append(tighten_restored(new, present))
        erased.append(erased_since(new, present))

    made, before = restore_backup(
        newest_backup(Path(options.backup)), _folder(options), let_go=let_go_by_service, adjust=adjust
    )
    values = {"path": made.folder, "revision": made.revision, "number": made.statements, "made": made.made}
    say(_("Fertig: %(path)s vom %(made)s (Änderung %(revision)d, Aussagen: %(number)d).") % values)
    for one in accounts:
        _say_accounts(one)
    for number in erased:
        _say_erased(number)
    if before is not None:
        say(_("Der Speicher von vorher liegt in %(path)s; löschen Sie ihn, wenn alles stimmt.") % {"path": before})
    return 0


def _say_erased(number: int | None) -> None:
    if number is None:
        say(_("Ob seit der Sicherung Personen gelöscht wurden, ist nicht zu lesen: Dann sind sie wieder da."))
    elif number:
        say(
            _(
                "Seit der Sicherung wurden Personen gelöscht, die nun wieder da sind (Löschungen: %(number)d). "
                "Löschen Sie sie noch einmal: akteursnetz persons erase."
            )
            % {"number": number}
        )


def _say_accounts(restored: Restored) -> None:
    if restored.accounts:
        say(_("Alle sind abgemeldet, offene Einmal-Links gelten nicht mehr."))
    if restored.accounts and not restored.was_compared:
        say(
            _(
                "Konten, Schlüssel und geschlossene Netzwerke gelten wie in der Sicherung: Neuere Konten gab es nicht, "
                "sie waren nicht lesbar oder sind von einem anderen Speicher. Prüfen Sie auf der Seite „Konten“, wer "
                "seitdem gesperrt wurde."
            )
        )
    if not restored.is_managed:
        say(_("Niemand verwaltet jetzt die Konten: akteursnetz user add NAME --role verwalten, oder user enable NAME."))
    stays = (
        (restored.back, _("Seit der Sicherung gelöscht und jetzt gesperrt: %(names)s (akteursnetz user enable NAME).")),
        (restored.disabled, _("Gesperrt bleiben: %(names)s.")),
        (restored.roles, _("Ihre Rolle von heute behalten: %(names)s.")),
        (restored.passwords, _("Ihr Passwort von heute behalten: %(names)s.")),
        (restored.tokens, _("Zurückgenommene Schlüssel bleiben ungültig, von: %(names)s.")),
        (restored.closed, _("Nur für Konten bleiben die Netzwerke: %(names)s.")),
    )
    for names, sentence in stays:
        if names:
            say(sentence % {"names": ", ".join(names)})


def _folder(options: Namespace) -> Path:
    return needed_folder(options.store or read_setting("AKTEURSNETZ_STORE"))
