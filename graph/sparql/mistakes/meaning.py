"""What is wrong with a text whose words all fit: names that mean nothing, variables and brackets that do not agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.errors import Wording
from graph.sparql.mistakes.recognise import Word
from graph.terms import PREFIXES

_NOTHING = Wording("")


class Mistake(NamedTuple):
    """What is wrong, what to do about it, and where it begins in the text."""

    what: Wording
    start: int
    hint: Wording = _NOTHING


def undeclared_prefix(words: Sequence[Word]) -> Mistake | None:
    """The first name whose prefix nobody declares."""
    declared = {
        words[number + 1].text for number, word in enumerate(words[:-1]) if word.kind == "PREFIX"
    }  # as SPARQL has it, a declaration stands before what uses it; one that stands later is a mistake of its own
    for number, word in enumerate(words):
        prefix = word.text.partition(":")[0] + ":"
        if word.kind not in {"NAME", "PNAME"} or prefix in declared or (number and words[number - 1].kind == "PREFIX"):
            continue
        if prefix in {"http:", "https:"}:
            return Mistake(
                Wording("An address stands in angle brackets"), word.start, Wording("Write it as <https://…>.")
            )
        namespace = PREFIXES.get(prefix[:-1], "")
        line = f"PREFIX {prefix} <{namespace}>" if namespace else f"PREFIX {prefix} <https://…>"
        return Mistake(
            Wording("The prefix %(prefix)s is not declared", prefix=prefix),
            word.start,
            Wording("Write before the query: %(line)s", line=line),
        )
    return None


def mistake_in_meaning(words: Sequence[Word], said: str) -> Mistake | None:
    """What the engine may have meant by what it said; None when nothing is found."""
    for look in (_variable_in_data, _value_given_twice, _lengths_that_differ, _ungrouped, _blank_in_two_places):
        if (found := look(words, said)) is not None:
            return found
    return None


def _variable_in_data(words: Sequence[Word], _said: str) -> Mistake | None:
    for number, word in enumerate(words):
        if word.kind != "DATA":
            continue
        verb = words[number - 1].text.upper()
        for inner in _block(words, number + 1):
            if inner.kind == "VARIABLE":
                return Mistake(
                    Wording("%(verb)s DATA takes no variable such as %(name)s", verb=verb, name=inner.text),
                    inner.start,
                    Wording("With variables write %(verb)s { … } WHERE { … }.", verb=verb),
                )
            if verb == "DELETE" and (inner.kind == "BLANK" or inner.text == "["):
                return _no_blank_to_delete(inner)
    return _blank_in_delete(words)


def _blank_in_delete(words: Sequence[Word]) -> Mistake | None:
    for number, word in enumerate(words):
        if word.kind == "DELETE":
            start = number + 1 + (words[number + 1].kind == "WHERE")
            blank = next((inner for inner in _block(words, start) if inner.kind == "BLANK"), None)
            if blank is not None:
                return _no_blank_to_delete(blank)
    return None


def _no_blank_to_delete(word: Word) -> Mistake:
    return Mistake(
        Wording("DELETE takes no blank node such as %(name)s", name=word.text),
        word.start,
        Wording("Use a variable, which WHERE gives a value."),
    )


def _value_given_twice(words: Sequence[Word], _said: str) -> Mistake | None:
    """AS with a variable that has a value in its group, or in its SELECT, already."""
    seen: list[set[str]] = [set()]
    selected: list[set[str]] = []
    for number, word in enumerate(words):
        if word.kind == "SELECT":
            selected.append(set())
        if word.text == "{":
            seen.append(set())
        elif word.text == "}" and len(seen) > 1:
            inner = seen.pop()
            seen[-1] |= inner
        elif word.kind == "VARIABLE":
            name = word.text[1:]
            if words[number - 1].kind == "AS":
                known = seen[-1] if _is_bind(words, number) else (selected[-1] if selected else set[str]())
                if name in known:
                    return Mistake(
                        Wording("%(name)s has a value already", name=word.text),
                        word.start,
                        Wording("Give the new value another name."),
                    )
                if selected and not _is_bind(words, number):
                    selected[-1].add(name)
            seen[-1].add(name)
    return None


def _is_bind(words: Sequence[Word], number: int) -> bool:
    """Whether the brackets around a word are those of BIND."""
    depth = 0
    for position in range(number, -1, -1):
        depth += (words[position].text == ")") - (words[position].text == "(")
        if depth < 0:
            return position > 0 and words[position - 1].kind == "BIND"
    return False


def _lengths_that_differ(words: Sequence[Word], _said: str) -> Mistake | None:
    """A row of VALUES with more or fewer values than there are variables."""
    for number, word in enumerate(words):
        if word.kind != "VALUES" or words[number + 1].text != "(":
            continue
        end = next((at for at in range(number, len(words)) if words[at].text == ")"), len(words) - 1)
        width = end - number - 2
        start, count = word, 0
        for inner in _block(words, end + 1):
            if inner.text == "(":
                start, count = inner, 0
            elif inner.text == ")" and count != width:
                return Mistake(
                    Wording(
                        "VALUES names %(width)s variables, and this row has %(count)s values", width=width, count=count
                    ),
                    start.start,
                    Wording("Write UNDEF where a value is missing."),
                )
            elif inner.kind not in {"LANGUAGE", "^^", "+", "-"} and inner.text != ")":
                count += 1
    return None


def _ungrouped(words: Sequence[Word], said: str) -> Mistake | None:
    if "SELECT *" in said:
        star = next((word for number, word in enumerate(words) if word.text == "*" and number), words[0])
        return Mistake(
            Wording("SELECT * cannot stand with GROUP BY, COUNT or SUM"),
            star.start,
            Wording("Name the variables in SELECT, those that are counted in brackets: (COUNT(?x) AS ?number)."),
        )
    if "unbound" not in said:
        return None
    grouped = set(_after_group_by(words))
    for word in _selected_alone(words):
        if word.text[1:] not in grouped:
            return Mistake(
                Wording("SELECT names %(name)s, over which nothing is grouped or counted", name=word.text),
                word.start,
                Wording("Add GROUP BY %(name)s at the end, or count it.", name=word.text),
            )
    return Mistake(
        Wording("SELECT names a variable over which nothing is grouped or counted"),
        words[0].start,
        Wording("Name it after GROUP BY, or count it."),
    )


def _selected_alone(words: Sequence[Word]) -> Iterator[Word]:
    """The variables of SELECT that stand for themselves."""
    depth = 0
    for word in words:
        if word.text == "{":
            return
        depth += (word.text == "(") - (word.text == ")")
        if word.kind == "VARIABLE" and depth == 0:
            yield word


def _after_group_by(words: Sequence[Word]) -> Iterator[str]:
    starts = [number for number, word in enumerate(words) if word.kind == "GROUP"]
    for word in words[starts[-1] :] if starts else ():
        if word.kind in {"HAVING", "ORDER", "LIMIT", "OFFSET"}:
            return
        if word.kind == "VARIABLE":
            yield word.text[1:]


def _blank_in_two_places(words: Sequence[Word], _said: str) -> Mistake | None:
    """A labelled blank node in two patterns, which no two groups may share."""
    place: dict[str, int] = {}
    group, groups = 0, 0
    for word in words:
        if word.text in {"{", "}"}:
            groups += 1
            group = groups
        elif word.kind == "BLANK" and word.text.startswith("_:") and place.setdefault(word.text, group) != group:
            return Mistake(
                Wording("The blank node %(name)s stands in two patterns", name=word.text),
                word.start,
                Wording("Use a variable, such as ?x, which may."),
            )
    return None


def _block(words: Sequence[Word], start: int) -> Iterator[Word]:
    """What stands between the brace at `start` and the one that closes it."""
    depth = 0
    for word in words[start:]:
        depth += (word.text == "{") - (word.text == "}")
        if depth == 0:
            return
        if word.text not in "{}":
            yield word
