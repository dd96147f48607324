"""`/personen`: everybody who is kept, all about one person, their purpose and term, and erasing them.

No address has a name in it, for addresses stand in the logs of proxies: a person is asked for by a key that this run
of the service made up.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from graph.errors import DataInvalid, NotFound
from graph.network.model_reader import read_model
from graph.period import today
from graph.store.beside import Beside, Mention
from graph.store.person_records import (
    PersonLine,
    PersonRecord,
    Statement,
    describe_person,
    list_persons,
    person_record,
    statements_of,
)
from graph.upkeep.forms.entry import read_entry
from graph.upkeep.persons import erase_person, what_would_go
from webapp.accounts.persons_beside import AccountsBeside
from webapp.pages.persons.access import check_persons_form, line_of, persons_store, require_persons
from webapp.pages.persons.contacts import has_form
from webapp.pages.persons.words import ShownStatement, day_in_words, shown_statements
from webapp.ui import forms
from webapp.ui.attachment import attachment
from webapp.ui.context import get_drafts, get_store, list_networks, network_iri, network_slug
from webapp.ui.freshness import keep_out_of_caches
from webapp.ui.language import gettext, language, say, translate
from webapp.ui.mention_words import where_label
from webapp.ui.pdf import answer_pdf
from webapp.ui.person_keys import person_key


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A person in the list: `of` whom, "" for nobody; `until` in words, "" for no term; `is_due` when it is over.

    `networks`: those of whom, by name, where that is needed to tell two apart.
    """

    key: str
    name: str
    of: str
    purpose: str
    until: str
    is_due: bool
    networks: str = ""


def index() -> Response:
    """Everybody, or who can be asked about somebody of the chosen network; first those whose term is over."""
    require_persons()
    known, chosen = list_persons(persons_store()), network_iri(list_networks(), network_slug())
    lines = [_shown(line) for line in known if chosen is None or chosen in _networks_of(line)]
    ordered = sorted(lines, key=lambda line: not line.is_due)
    due, elsewhere = sum(line.is_due for line in lines), len(known) - len(lines)
    return _page("persons/index.html", people=ordered, due=due, elsewhere=elsewhere)


def show(key: str) -> Response:
    """All about one person, to be printed."""
    require_persons()
    return _record_page(line_of(key))


def as_json(key: str) -> Response:
    """The same as a file."""
    require_persons()
    record = _record(line_of(key))
    text = json.dumps(record.as_json(), ensure_ascii=False, indent=2)
    return keep_out_of_caches(attachment(text, "application/json; charset=utf-8", "auskunft.json"))


def as_pdf(key: str) -> Response:
    """The same to be handed over or sent."""
    require_persons()
    record = _record(line_of(key))
    person = _shown(record.person)
    facts = [
        (gettext("Zweck"), person.purpose or gettext("nicht eingetragen")),
        (gettext("gespeichert bis"), person.until or gettext("nicht eingetragen")),
        (gettext("Stand"), day_in_words(today().isoformat())),
    ]
    parts = [
        (gettext("Angaben zur Person"), _in_words(record.statements, record.person)),
        (gettext("Texte, die die Person nennen"), _in_words(record.texts, record.person)),
    ]
    beside = [(where, "–", what, "–") for where, what in _shown_mentions(record.beside)]
    content = {
        "title": gettext("Auskunft: %(name)s", name=person.name),
        "lead": gettext("Alles, was hier über diese Person gespeichert ist."),
        "language": language(),
        "sender": "Akteursnetz",
        "page": gettext("Seite {n} von {of}"),
        "none": gettext("Keine."),
        "facts": facts,
        "columns": [gettext("Wovon"), gettext("Was"), gettext("Angabe"), gettext("seit wann")],
        "parts": [
            *({"title": title, "rows": [_cells(one) for one in said]} for title, said in parts),
            {"title": gettext("Was daneben liegt"), "rows": beside},
        ],
        "closing": gettext("Änderungen, in denen die Person vorkommt: %(number)s", number=record.changes),
    }
    return answer_pdf("persons/record.typ", content, "auskunft.pdf")


def _cells(shown: ShownStatement) -> tuple[str, str, str, str]:
    return shown.subject, shown.what, shown.value, shown.since or "–"


def describe(key: str) -> ResponseReturnValue:
    """Keep why and until when."""
    check_persons_form()
    line = line_of(key)
    purpose, until = request.form.get("purpose", ""), request.form.get("until", "").strip()
    try:
        describe_person(persons_store(), line.whom, purpose=purpose, keep_until=until, author=_author())
    except DataInvalid as error:
        return _record_page(line, error)
    forms.keep_outcome("described")
    return redirect(url_for("persons.show", key=key), 303)


def ask_erasure(key: str) -> Response:
    """What erasing means, what would go, and the button."""
    require_persons()
    line = line_of(key)
    going = what_would_go(get_store(), line.whom, _beside())
    return _page("persons/erase.html", person=_shown(line), going=going, beside=_shown_mentions(going.beside))


def erase(key: str) -> ResponseReturnValue:
    """Leave no byte of a person in this store; say which copies still have them."""
    check_persons_form()
    erased = erase_person(get_store(), line_of(key).whom, author=_author(), also=_beside())
    return _page("persons/erased.html", erased=erased)


def ask_release(key: str) -> Response:
    """What comes back when an entry was no person, and the button."""
    require_persons()
    line = _line_with_entry(key)
    release = persons_store().releasing(line.iri)
    back = _in_words(statements_of(release.back), line)
    return _page("persons/release.html", person=_shown(line), gone=len(release.gone), back=back)


def release(key: str) -> ResponseReturnValue:
    """Take back that somebody is a person; what their entry alone moved apart is public again."""
    check_persons_form()
    persons_store().release(_line_with_entry(key).iri, author=_author())
    forms.keep_outcome("released")
    return redirect(url_for("persons.index"), 303)


def _line_with_entry(key: str) -> PersonLine:
    """A person who is more than a name in texts. Raises NotFound."""
    line = line_of(key)
    if not line.iri:
        raise NotFound("There is no such person.", hint="Open the list of persons again.")
    return line


def _beside() -> tuple[Beside, ...]:
    folder = get_store().folder
    return (*((AccountsBeside(folder),) if folder else ()), get_drafts())


def _record(line: PersonLine) -> PersonRecord:
    return person_record(persons_store(), line.whom, _beside())


def _shown_mentions(mentions: Sequence[Mention]) -> list[tuple[str, str]]:
    """What lies beside the store and names the person: where, and what it says."""
    return [(where_label(one.where, gettext), one.what) for one in mentions]


def _author() -> str:
    return forms.author()


def _shown(line: PersonLine) -> ShownPerson:
    of = _called(line.works_for) if line.works_for else ""
    name = line.name or (gettext("Kontakt ohne Namen: %(name)s", name=of) if of else gettext("ohne Namen"))
    return ShownPerson(
        person_key(line.whom),
        name,
        of,
        line.purpose,
        day_in_words(line.keep_until),
        line.is_due(today()),
        _networks_named(line),
    )


def _networks_of(line: PersonLine) -> tuple[str, ...]:
    """The networks of whom somebody can be asked about; none for who is named in texts only."""
    model = read_model(get_store())
    of = model.actors.get(line.works_for) or model.groups.get(line.works_for)
    return of.networks if of else ()


def _networks_named(line: PersonLine) -> str:
    """Those networks by name, where there is more than one in the store and none was chosen."""
    known = {one.iri: one for one in list_networks()}
    if len(known) == 1 or network_slug():
        return ""
    return ", ".join(say(known[iri].label) for iri in _networks_of(line) if iri in known)


def _called(iri: str) -> str:
    """What an organisation is called; "" for one that was deleted: what its address says is no name."""
    return say(read_model(get_store()).ref(iri).label) if read_entry(get_store(), iri).is_there else ""


def _record_page(line: PersonLine, error: DataInvalid | None = None) -> Response:
    record = _record(line)
    page = _page(
        "persons/show.html",
        person=_shown(record.person),
        keep_until=record.person.keep_until,
        has_entry=bool(record.person.iri),
        has_form=has_form(record.person.iri),
        statements=_in_words(record.statements, record.person),
        texts=_in_words(record.texts, record.person),
        beside=_shown_mentions(record.beside),
        problem=translate(error.template, error.values) if error else "",
        hint=translate(error.hint_template, error.values) if error else "",
    )
    page.status_code = error.status if error else 200
    return page


def _in_words(said: Sequence[Statement], person: PersonLine) -> list[ShownStatement]:
    return shown_statements(persons_store(), said, person)


def _page(template: str, **values: object) -> Response:
    page = render_template(template, token=forms.form_token(), outcome=forms.take_outcome(), **values)
    return keep_out_of_caches(make_response(page))
