"""A scenario as it stands in the address: one step after the other, each said in a sentence.

`schritt=ohne~magdeburg/ihk&schritt=beziehung~A~B~Interface~THEMA`: so the page can be read anew, gone back from and
sent on, and the service keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from graph.model import Gap, Ref, Tie
from graph.network.reading import Model
from graph.scenarios.scenario import (
    Scenario,
    Seat,
    new_actor,
    planned_of_kind,
    scenario_for,
    scenario_of,
)
from webapp.ui.language import gettext, say
from webapp.ui.links import iri_of, slug_of
from webapp.ui.wording import kind_label

MOST_STEPS = 40
LONGEST_NAME = 200
_BETWEEN, _SHOWN = "~", 80


class ChosenStep(NamedTuple):
    """One change: what is done, to whom."""

    what: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        """As it stands in the address."""
        return _BETWEEN.join([self.what, *(part.replace("%", "%25").replace("~", "%7E") for part in self.parts)])


def read_step(text: str) -> ChosenStep:
    """A step from the address."""
    what, *parts = text.split(_BETWEEN)
    return ChosenStep(what, tuple(part.replace("%7E", "~").replace("%25", "%") for part in parts))


@dataclass(frozen=True, slots=True)
class SaidStep:
    """A step that can be done, in words, and whether keeping the plan writes something for it."""

    code: str
    sentence: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps that can be done, as one scenario, and why others cannot."""

    scenario: Scenario
    steps: tuple[SaidStep, ...]
    problems: tuple[str, ...]

    @property
    def can_be_saved(self) -> bool:
        """Whether it adds something; what goes is never planned."""
        return any(step.is_kept for step in self.steps)


class _UnfitError(Exception):
    """Why a step cannot be done, in the reader's language."""


def make_plan(codes: Sequence[str], model: Model, network: str) -> Plan:
    """The scenario of these steps; a step that cannot be done is said, and the others are done."""
    builder = _Builder(model, Scenario(network=network))
    said: list[SaidStep] = []
    problems: list[str] = []
    for code in codes[:MOST_STEPS]:
        step = read_step(code)
        try:
            sentence, is_kept = builder.add(step), step.what not in _GOING and not builder.founds(step)
            said.append(SaidStep(code, sentence, is_kept))
        except _UnfitError as error:
            problems.append(str(error))
    if len(codes) > MOST_STEPS:
        problems.append(
            gettext("Mehr als %(most)s Schritte gehen nicht auf einmal; die übrigen fehlen.", most=MOST_STEPS)
        )
    return Plan(builder.scenario, tuple(said), tuple(problems))


def steps_for_gap(gap: Gap, model: Model, by_party: Mapping[str, Iterable[Tie]] | None = None) -> tuple[str, ...]:
    """What closes a gap, or what would happen if a fragile place broke; empty where no single step does.

    `by_party`: the ties by who takes part, for a page that asks of many gaps.
    """
    scenario = scenario_for(gap, model, by_party)
    steps = [ChosenStep("ohne", (slug_of(iri),)) for iri in scenario.remove_actors]
    if scenario.remove_ties:
        steps.append(ChosenStep("trennen", tuple(slug_of(party.iri) for party in gap.parties[:2])))
    if gap.kind == "demanded" and not scenario.is_empty:
        steps.append(ChosenStep("erfuellt", (slug_of(gap.subject.iri),)))
    elif scenario.add_ties:
        ends = [slug_of(party.iri) for party in scenario.add_ties[0].sources]
        topic = slug_of(gap.topic.iri) if gap.topic else ""
        steps.append(ChosenStep("beziehung", (*ends, "Interface", topic)))
    else:
        steps += [
            ChosenStep("beitritt", (slug_of(seat.member.iri), slug_of(seat.group.iri))) for seat in scenario.add_members
        ]
    return tuple(map(str, steps))


def trial_of_tie(tie: Tie, model: Model) -> str:
    """The step that brings a demanded tie, or ends one that exists between two; "" where none does."""
    if not tie.sources or not tie.targets:
        return ""
    code = str(_step_of_tie(tie))
    return code if not make_plan((code,), model, tie.network).problems else ""


def _step_of_tie(tie: Tie) -> ChosenStep:
    if tie.state == "demanded":
        return ChosenStep("erfuellt", (slug_of(tie.iri),))
    if tie.kind == "Membership":
        return ChosenStep("austritt", (slug_of(tie.sources[0].iri), slug_of(tie.targets[0].iri)))
    return ChosenStep("trennen", tuple(slug_of(party.iri) for party in tie.parties))


class _Builder:
    """The scenario so far, to which steps are added one by one."""

    def __init__(self, model: Model, scenario: Scenario) -> None:
        self.model, self.scenario = model, scenario

    def add(self, step: ChosenStep) -> str:
        """Do it and say it. Raises _UnfitError."""
        number, do = _DOING.get(step.what, (-1, None))
        if do is None or len(step.parts) != number:
            raise _UnfitError(gettext("„%(step)s“ ist kein Schritt, den es gibt.", step=str(step)[:_SHOWN]))
        before = self.scenario
        sentence = do(self, *step.parts)
        if self.scenario == before:
            raise _UnfitError(gettext("Das steht schon da: %(step)s", step=sentence))
        return sentence

    def founds(self, step: ChosenStep) -> bool:
        """Whether all it does is that a group exists."""
        return step.what == "erfuellt" and iri_of(step.parts[0]) in self.scenario.found_groups

    def come(self, name: str) -> str:
        """An actor that is not in the data."""
        if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
            raise _UnfitError(
                gettext("Ein Name hat 1 bis %(most)s Zeichen und steht auf einer Zeile.", most=LONGEST_NAME)
            )
        self._more(add_actors=new_actor(self.scenario.network, name.strip()))
        return gettext("Neuer Akteur: %(name)s", name=name.strip())

    def go(self, slug: str) -> str:
        """An actor goes, with all its ties."""
        gone = self._find(slug)
        if gone in (Ref(actor.iri, actor.label) for actor in self.scenario.add_actors):
            raise _UnfitError(gettext("%(name)s ist neu; nehmen Sie den Schritt davor zurück.", name=say(gone.label)))
        self._more(remove_actors=gone.iri)
        return gettext("%(name)s ist nicht mehr dabei", name=say(gone.label))

    def tie(self, one: str, other: str, kind: str, topic: str) -> str:
        """Two actors are connected."""
        ends = self._find(one), self._find(other)
        if ends[0] == ends[1]:
            raise _UnfitError(gettext("Eine Verbindung braucht zwei verschiedene Akteure."))
        tie_class = self.model.kinds.get(kind)
        if tie_class is None or not tie_class.joins_actors:
            raise _UnfitError(gettext("„%(kind)s“ ist keine Art von Verbindung.", kind=kind[:_SHOWN]))
        topics, network = (self._topic(topic),) if topic else (), self.scenario.network
        self._more(add_ties=planned_of_kind(network, tie_class, *ends, topics))
        values = {"kind": kind_label(kind), "one": say(ends[0].label), "other": say(ends[1].label)}
        if not topics:
            return gettext("Neue Verbindung (%(kind)s): %(one)s – %(other)s", **values)
        values["topic"] = say(topics[0].label)
        return gettext("Neue Verbindung (%(kind)s): %(one)s – %(other)s, Thema %(topic)s", **values)

    def fulfil(self, slug: str) -> str:
        """What was demanded comes, as it was demanded."""
        iri = iri_of(slug)
        found = self.model.ties.get(iri) or self.model.groups.get(iri)
        come = scenario_of([iri], self.model, self.scenario.network)
        is_demanded = found.state == "demanded" if found else iri in come.found_groups
        if not is_demanded:
            raise _UnfitError(gettext("Eine Forderung „%(slug)s“ gibt es in den Daten nicht.", slug=slug[:_SHOWN]))
        for name in ("add_ties", "add_members", "found_groups"):
            for one in getattr(come, name):
                self._more(**{name: one})
        return gettext("Die Forderung wird erfüllt: %(name)s", name=say(self.model.ref(iri).label))

    def part(self, one: str, other: str) -> str:
        """What exists between two actors ends."""
        ends = self._find(one), self._find(other)
        both = {end.iri for end in ends}
        ties = (tie for tie in self.model.ties.values() if tie.state == "exists" and tie.kind != "Membership")
        found = sorted(tie.iri for tie in ties if both <= {party.iri for party in tie.parties})
        names = {"one": say(ends[0].label), "other": say(ends[1].label)}
        if len(both) == 1 or not found:
            raise _UnfitError(gettext("Zwischen %(one)s und %(other)s besteht in den Daten keine Verbindung.", **names))
        for iri in found:
            self._more(remove_ties=iri)
        return gettext("Die Verbindung %(one)s – %(other)s fällt weg", **names)

    def join(self, actor: str, group: str) -> str:
        """An actor becomes a member."""
        seat = Seat(self._find(actor), self._group(group))
        self._more(add_members=seat)
        return gettext("%(actor)s arbeitet in %(group)s mit", actor=say(seat.member.label), group=say(seat.group.label))

    def leave(self, actor: str, group: str) -> str:
        """An actor is a member no more."""
        seat = Seat(self._find(actor), self._group(group))
        names = {"actor": say(seat.member.label), "group": say(seat.group.label)}
        ends = (
            ({one.iri for one in tie.sources}, {one.iri for one in tie.targets})
            for tie in self.model.ties.values()
            if tie.kind == "Membership"
        )
        if not any(seat.member.iri in members and seat.group.iri in groups for members, groups in ends):
            raise _UnfitError(gettext("%(actor)s ist in den Daten kein Mitglied von %(group)s.", **names))
        self._more(remove_members=seat)
        return gettext("%(actor)s arbeitet nicht mehr in %(group)s mit", **names)

    def _more(self, **added: Any) -> None:
        for name, value in added.items():
            have = getattr(self.scenario, name)
            if value not in have:
                changed: dict[str, Any] = {name: (*have, value)}
                self.scenario = replace(self.scenario, **changed)

    def _find(self, slug: str) -> Ref:
        iri = iri_of(slug)
        come = {actor.iri: actor for actor in self.scenario.add_actors}
        found = self.model.actors.get(iri) or self.model.groups.get(iri) or come.get(iri)
        if found is None:
            raise _UnfitError(gettext("Einen Akteur „%(slug)s“ gibt es in den Daten nicht.", slug=slug[:_SHOWN]))
        if iri in self.scenario.remove_actors:
            raise _UnfitError(gettext("%(name)s ist schon herausgenommen.", name=say(found.label)))
        return Ref(found.iri, found.label)

    def _group(self, slug: str) -> Ref:
        found = self.model.groups.get(iri_of(slug))
        if found is None or found.iri in self.scenario.remove_actors:
            raise _UnfitError(gettext("Eine Gruppe „%(slug)s“ gibt es in den Daten nicht.", slug=slug[:_SHOWN]))
        return Ref(found.iri, found.label)

    def _topic(self, slug: str) -> Ref:
        found = self.model.topics.get(iri_of(slug))
        if found is None:
            raise _UnfitError(gettext("Ein Thema „%(slug)s“ gibt es in den Daten nicht.", slug=slug[:_SHOWN]))
        return found


_GOING = frozenset({"ohne", "trennen", "austritt"})
_DOING: Mapping[str, tuple[int, Callable[..., str]]] = {
    "akteur": (1, _Builder.come),
    "ohne": (1, _Builder.go),
    "beziehung": (4, _Builder.tie),
    "erfuellt": (1, _Builder.fulfil),
    "trennen": (2, _Builder.part),
    "beitritt": (2, _Builder.join),
    "austritt": (2, _Builder.leave),
}
