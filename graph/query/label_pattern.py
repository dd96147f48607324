"""How questions and rules read what something is called: by every property and language that `graph.text` reads.

A file says it in short, so that it runs as it is in any SPARQL tool, where it reads less:

    ?actor skos:prefLabel ?actorName FILTER(LANG(?actorName) != "en")

Here this becomes a pattern with one solution a resource: German before no language before English before any other,
of each the first property that has it, of several texts the first that shows anything. It stays on its line, so that
lines in errors are those of the file.
"""

from __future__ import annotations

import re

from graph.model import LANGUAGES
from graph.text import LABELS, OTHER_NAMES

_SHORT = re.compile(
    r"(?P<node>\?\w+)\s+(?:(?P<path>[^\s?;.{}]+)/)?(?P<property>skos:prefLabel|rdfs:label)\s+(?P<name>\?\w+)"
    r'\s+FILTER\(\s*LANG\((?P=name)\)\s*!=\s*"en"\s*\)'
)
_USUAL = 2
"""So many properties name nearly everything."""
_SEEN = r"[^\\s\\p{Cf}]"
"""A sign that is to be seen: what has none names nothing."""


def with_whole_labels(query: str) -> str:
    """The text of a query in which each short pattern of a label is the whole one. O(length)."""
    return _SHORT.sub(_whole, query)


def _whole(short: re.Match[str]) -> str:
    """The label itself or, at the end of a path, those of all ends: each is read once, however many ways lead to it."""
    node, path, name = short["node"], short["path"], short["name"]
    if not path:
        return _best(node, name)
    end = f"{name}Of"
    ends = f"{{ SELECT DISTINCT {end} WHERE {{ {name}From {path} {end} }} }}"
    return f"{node} {path} {end} . {{ SELECT {end} {name} WHERE {{ {ends} {_best(end, name)} }} }}"


def _best(node: str, name: str) -> str:
    better = _ranked(f"{name}Other")
    return (
        f"{_stated(node, name)} FILTER({_is_first(node, name)} || "
        f"NOT EXISTS {{ {_stated(node, name + 'Other')} FILTER({better} < {_ranked(name)}) }})"
    )


def _is_first(node: str, name: str) -> str:
    """Whether a text is the first of all there can be, which most are: then nothing else need be looked at."""
    alike, first = f"{name}Alike", next(iter(LANGUAGES))
    return (
        f'({name}Rank < "{_USUAL:02}" && LANG({name}) = "{first}" && NOT EXISTS {{ {_listed(alike, _USUAL)} '
        f'{node} {alike}By {alike} FILTER(LANG({alike}) = "{first}" && {_is_seen(alike)} '
        f"&& CONCAT({alike}Rank, STR({alike})) < CONCAT({name}Rank, STR({name}))) }})"
    )


def _stated(node: str, name: str) -> str:
    """Every text that names a resource, with the rank of its property among those that do."""
    return f"{_listed(name, len(LABELS))} {node} {name}By {name} . FILTER({_is_seen(name)})"


def _listed(name: str, number: int) -> str:
    """The first properties with their ranks."""
    ranks = " ".join(f'(<{iri}> "{rank:02}")' for rank, iri in enumerate(LABELS[:number]))
    return f"VALUES ({name}By {name}Rank) {{ {ranks} }}"


def _is_seen(name: str) -> str:
    return f'isLITERAL({name}) && REGEX(STR({name}), "{_SEEN}")'


def _later(name: str, languages: list[str]) -> str:
    """The rank of a label in one of the further languages, and last of one that the service does not speak."""
    rank = f'"{len(languages) + 2}"'
    for number, language in reversed(list(enumerate(languages, 2))):
        rank = f'IF(LANGMATCHES(LANG({name}), "{language}"), "{number}", {rank})'
    return rank


def _ranked(name: str) -> str:
    """A text that is smaller, the sooner a label is taken: abbreviations last, then by language, property and text."""
    first_other = len(LABELS) - len(OTHER_NAMES)
    other = f'IF({name}Rank >= "{first_other:02}", "1", "0")'
    first, *others = LANGUAGES
    of_language = f'IF(LANGMATCHES(LANG({name}), "{first}"), "0", IF(LANG({name}) = "", "1", {_later(name, others)}))'
    return f'CONCAT({other}, {of_language}, {name}Rank, LANG({name}), " ", STR({name}))'
