"""The forms of the sandbox: names as people write them become a step."""

from __future__ import annotations

from collections.abc import Mapping

from graph.analysis import Analysis
from graph.model import Actor
from graph.scenarios.scenario import Scenario
from webapp.pages.actors.view import nearest_actors
from webapp.pages.whatif.steps import ChosenStep
from webapp.ui.language import gettext, say
from webapp.ui.links import slug_of
from webapp.ui.sorting import both_spellings

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "akteur": ("name",),
    "ohne": ("von",),
    "beziehung": ("von", "mit", "art", "thema"),
    "trennen": ("von", "mit"),
    "beitritt": ("von", "gruppe"),
    "austritt": ("von", "gruppe"),
}
_NAMES = ("von", "mit")
_SHOWN = 80


class UnclearError(Exception):
    """Why an entry is no step yet, in the reader's language."""


def step_in_address(form: Mapping[str, str], analysis: Analysis, scenario: Scenario) -> str:
    """The step that a form asks for, as it stands in the address. Raises UnclearError."""
    what = form.get("dazu", "")
    if what not in _FIELDS:
        raise UnclearError(gettext("„%(step)s“ ist kein Schritt, den es gibt.", step=what[:_SHOWN]))
    parts = []
    for field in _FIELDS[what]:
        value = form.get(field, "").strip()
        parts.append(_slug(value, analysis, scenario) if field in _NAMES else value)
    return str(ChosenStep(what, tuple(parts)))


def _slug(name: str, analysis: Analysis, scenario: Scenario) -> str:
    if not name:
        raise UnclearError(gettext("Bitte nennen Sie den Akteur."))
    everyone = [*analysis.actors.values(), *analysis.groups.values(), *scenario.add_actors]
    found = [actor for actor in everyone if not _names_of(actor).isdisjoint(both_spellings(name))]
    if len(found) == 1:
        return slug_of(found[0].iri)
    shown = name[:_SHOWN]
    if found:
        codes = "; ".join(slug_of(actor.iri) for actor in found)
        raise UnclearError(
            gettext("„%(name)s“ heißen mehrere; nennen Sie die Kennung: %(codes)s.", name=shown, codes=codes)
        )
    near = "; ".join(say(ref.label) for ref in nearest_actors(analysis, shown))
    if near:
        raise UnclearError(
            gettext("„%(name)s“ steht nicht in den Daten. Ähnlich heißen: %(near)s.", name=shown, near=near)
        )
    raise UnclearError(gettext("„%(name)s“ steht nicht in den Daten.", name=shown))


def _names_of(actor: Actor) -> set[str]:
    names = (*actor.label.wordings, actor.short, slug_of(actor.iri))
    return {spelling for name in names if name for spelling in both_spellings(name)}
