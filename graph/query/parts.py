"""What several questions ask alike stands once, in a file of `ontology/queries/parts/`, and is put in where named.

    INCLUDE <actors-of-network>
    INCLUDE <plain-member>(?member AS ?a, ?group AS ?shared)

In brackets stand other names for what a part binds, where a question asks it of several. A question is read, shown and
copied with its parts in place, so that it runs in any SPARQL tool. Which classes are actors is said by
`graph.rdf.actor_classes`, which properties of other vocabularies say the same by `ontology/mappings/`: four of the
parts are these lists and ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from graph.errors import DataError
from graph.paths import ONTOLOGY
from graph.rdf.actor_classes import NOT_ACTORS, ORGANISATIONS
from graph.rdf.mappings import shipped_mappings
from graph.terms import ORG, PREFIXES, WHOLES

PARTS = ONTOLOGY / "queries" / "parts"
_INCLUDE = re.compile(
    r"(?P<before>^[ \t]*)?\bINCLUDE\s*<(?P<name>[\w-]+)>(?:\((?P<names>[^()]*\bAS\b[^()]*)\))?", re.MULTILINE
)
_OTHER_NAME = re.compile(r"\?(\w+)\s+AS\s+\?(\w+)")
_VARIABLE = re.compile(r"\?(\w+)")
_COMMENTS = re.compile(r"\A(?:#.*\n)+")


def with_parts(text: str) -> str:
    """A question with every part that it includes in place of the line that says so, indented as this is.

    Raises DataError for a part that there is not.
    """
    return _INCLUDE.sub(_part_at, text)


def _part_at(found: re.Match[str]) -> str:
    before, part = found["before"] or "", _part(found["name"])
    if names := dict(_OTHER_NAME.findall(found["names"] or "")):
        part = _renamed(part, names, found["name"])
    return "\n".join(before + line if line else line for line in part.splitlines())


def _renamed(part: str, names: Mapping[str, str], name: str) -> str:
    """A part with other names for some of its variables."""
    if unknown := names.keys() - set(_VARIABLE.findall(part)):
        raise DataError(
            "The part %(name)s says nothing of %(variable)s.",
            hint="What it binds stands in its first lines.",
            name=name,
            variable=f"?{min(unknown)}",
        )
    return _VARIABLE.sub(lambda one: f"?{names.get(one[1], one[1])}", part)


@lru_cache(maxsize=64)
def _part(name: str) -> str:
    if name in _LISTS:
        return _LISTS[name]
    path = PARTS / f"{name}.rq"
    if not path.is_file():
        raise DataError(
            "There is no part %(name)s for questions.", hint="These are known: %(known)s.", name=name, known=_known()
        )
    return with_parts(_COMMENTS.sub("", path.read_text(encoding="utf-8")))


def _known() -> str:
    return ", ".join(sorted([*_LISTS, *(path.stem for path in PARTS.glob("*.rq"))]))


def _listed(classes: Iterable[str]) -> str:
    return " ".join(map(_short, sorted(classes)))


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri.removeprefix(namespace).isalnum():
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def _path(*properties: str) -> str:
    """The way from a subject to what properties say of it, in whichever of the mapped vocabularies.

    Only the prefix org is taken for declared: all questions have it.
    """
    forth, back = _ways(*properties)
    steps = sorted(map(_in_path, forth), reverse=True), sorted(map(_in_path, back), reverse=True)
    return f"({'|'.join([*steps[0], *(f'^{one}' for one in steps[1])])})"


def _ways(*properties: str) -> tuple[set[str], set[str]]:
    """All properties that say the same as one of these, and all that say it from the other end."""
    ways = [shipped_mappings().of(one) for one in properties]
    return {*properties, *(one for way in ways for one in way.same)}, {one for way in ways for one in way.inverse}


def _union(subject: str, value: str, *properties: str) -> str:
    """The pairs that `_path` joins, a branch for each property: over all pairs the engine is five times as fast so."""
    forth, back = _ways(*properties)
    branches = [f"{{ {subject} {_in_path(one)} {value} }}" for one in sorted(forth)]
    branches += [f"{{ {value} {_in_path(one)} {subject} }}" for one in sorted(back)]
    return " UNION ".join(branches)


def _in_path(iri: str) -> str:
    return _short(iri) if iri.startswith(ORG) else f"<{iri}>"


_LISTS = {
    "organisation-classes": _listed(ORGANISATIONS),
    "no-actor-classes": _listed(NOT_ACTORS),
    "member-of": _path(ORG + "memberOf"),
    "member-pairs": _union("?one", "?group", ORG + "memberOf"),
    "part-of": _path(*WHOLES),
}
