"""What a change was, in the reader's words: from its kind; what somebody wrote themselves stays as it is."""

from __future__ import annotations

from typing import Protocol

from graph.gaps.decisions import answer_in
from graph.persons.directory import NOT_SHOWN
from webapp.ui.language import gettext
from webapp.ui.wording import gap_state_label


class DescribesItself(Protocol):
    """A change, or the proposal of one, as it describes itself."""

    @property
    def kind(self) -> str:
        """What it is, for programs."""
        ...

    @property
    def about(self) -> str:
        """The thing: a slug, an id, a number, a name."""
        ...

    @property
    def reason(self) -> str:
        """Why, as it was written."""
        ...


def change_label(entry: DescribesItself) -> str:
    """One sentence for lists of changes and of proposals; for a kind without words the reason as it was written."""
    said = _answered(entry.reason) if entry.kind == "decision" else _words(entry.kind, shown_text(entry.about))
    return said or shown_text(entry.reason) or gettext("ohne Angabe")


def way_label(way: str) -> str:
    """By which way a change came in; "" where an older version did not note it."""
    said = {
        "form": gettext("Formular"),
        "token": gettext("Programm mit Schlüssel"),
        "command": gettext("Befehl"),
        "survey": gettext("Umfrage"),
        "import": gettext("Einlesen"),
    }
    return said.get(way, "")


def shown_text(text: str) -> str:
    """An author, a reason or a thing in the reader's words, where it names a person."""
    return gettext("Name einer Person") if text == NOT_SHOWN else text


def _answered(reason: str) -> str:
    what, answer = answer_in(reason)
    said = gettext("Antwort auf eine Sache") if what == "matter" else gettext("Antwort auf eine Lücke")
    return f"{said}: {gap_state_label(answer)}" if answer else said


def _words(kind: str, about: str) -> str:
    said = {
        "ontology": gettext("Begriffe des Modells"),
        "example": gettext("Begriffe des Modells und das Netzwerk Magdeburg"),
        "import": gettext("Aus „%(name)s“ eingelesen", name=about),
        "new-network": gettext("Neues Netzwerk „%(name)s“", name=about),
        "matter-pinned": gettext("Sache angeheftet: „%(name)s“", name=about),
        "matter-moved": gettext("Sache verschoben: „%(name)s“", name=about),
        "matter-unpinned": gettext("Sache gelöst: „%(name)s“", name=about),
        "agenda-meeting": gettext("Angeheftete Sachen für „%(name)s“", name=about)
        if about
        else gettext("Angeheftete Sachen für keine bestimmte Sitzung"),
        "gap-run": gettext("Lücken neu berechnet"),
        "plan": gettext("Aus „Was wäre, wenn?“ als geplant festgehalten"),
        "view-saved": gettext("Ansicht „%(name)s“ gespeichert", name=about),
        "view-deleted": gettext("Ansicht „%(name)s“ gelöscht", name=about),
        "story-saved": gettext("Geschichte „%(name)s“ gespeichert", name=about),
        "story-deleted": gettext("Geschichte „%(name)s“ gelöscht", name=about),
        "update": gettext("Von einem Programm geändert"),
        "graph": gettext("Graph von einem Programm geändert"),
        "taken-over": gettext("Daten, die schon auf dem Server waren"),
        "person-erased": gettext("Eine Person wurde gelöscht"),
        "derived": gettext("Nach den Regeln dieser Version neu abgeleitet"),
        "model-moved": gettext("An eine neue Fassung des Modells angepasst: Gefordertes ist keine org:Membership"),
        "no-person": gettext("Ein Eintrag war keine Person"),
        "merge": gettext("Zwei Einträge zu „%(name)s“ zusammengelegt", name=about),
        "part": gettext("„%(name)s“ wieder in zwei Einträge getrennt", name=about),
        "not-the-same": gettext("Festgehalten, dass zwei Einträge nicht dasselbe sind"),
        "entry-added": gettext("Eingetragen: „%(name)s“", name=about),
        "entry-changed": gettext("Geändert: „%(name)s“", name=about),
        "entry-ended": gettext("Beendet: „%(name)s“", name=about),
        "entry-exists": gettext("Besteht: „%(name)s“", name=about),
        "entry-deleted": gettext("Gelöscht: „%(name)s“", name=about),
        "entries-changed": gettext("Mehrere Akteure geändert"),
        "entries-joined": gettext("In „%(name)s“ eingetragen: mehrere Akteure", name=about),
        "entry-split": gettext("Geteilt: „%(name)s“", name=about),
        "entry-confirmed": gettext("Bestätigt: „%(name)s“", name=about),
        "entries-confirmed": gettext("Mehrere Einträge bestätigt"),
        "undo": gettext("Änderung %(number)s zurückgenommen", number=about),
    }
    return said.get(kind, "")
