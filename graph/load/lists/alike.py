"""Names that sound alike, among those of a list and with those of the network: found fast, asked once, kept.

Two names are looked at together only where they share a rare word, a sound, a beginning or an abbreviation; so ten
thousand names beside ten thousand known ones are a matter of seconds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.libraries import Integers, np
from graph.load.lists.answers import Pair, Verdict
from graph.load.lists.entries import KnownActor
from graph.load.lists.folded import same_name
from graph.load.lists.initials import pairs_by_initials
from graph.load.lists.likeness_of_names import NO_PLACE, WITH_PLACE, alike
from graph.load.lists.name_forms import GENERAL, NameForm, form_of, is_known_short, stands_alone, taught_by
from graph.load.lists.sound import sound_of

_ONE = frozenset({"same", "same-as-first"})
_SETTLED = _ONE | {"different"}
_RARE, _SAME, _PLACES, _ENDS, _ALIAS = 25, 200, 3, 7, 6
_TOLD = 1_000
"""Names after which it is told how far the work is."""


@dataclass(slots=True)
class Alikes:
    """`merged`: by a name of the list the one under which it is taken. `pairs`: who may be whom, and why."""

    merged: dict[str, str] = field(default_factory=dict)
    pairs: dict[Pair, str] = field(default_factory=dict)


def find_alike(
    names: Iterable[str],
    known: Sequence[KnownActor],
    verdicts: Mapping[Pair, Verdict],
    progress: Callable[[float], None] = lambda _share: None,
) -> Alikes:
    """Which names of a list are one, or may be: with each other, and with those that the network knows.

    Spelled alike but for capitals, spaces and signs, or as a known alias, they are one without a question.
    """
    found = Alikes()
    taken = _Taken(known)
    new: dict[str, str] = {}
    for name in dict.fromkeys(names):
        plain = same_name(name)
        target = taken.name_for(plain) or new.setdefault(plain, name)
        if target != name:
            found.merged[name] = target
    _judge(_pairs(list(new.values()), taken, progress), list(new.values()), taken, verdicts, found)
    return found


class _Taken:
    """The names that are known, by what they are compared by; an alias of two of them is nobody's."""

    def __init__(self, known: Sequence[KnownActor]) -> None:
        self.actors = {one.name: one for one in known}
        self._by_plain: dict[str, str] = {}
        aliases: defaultdict[str, set[str]] = defaultdict(set)
        for one in known:
            self._by_plain.setdefault(same_name(one.name), one.name)
            for alias in one.aliases:
                aliases[same_name(alias)].add(one.name)
        for plain, owners in aliases.items():
            if len(owners) == 1:
                self._by_plain.setdefault(plain, *owners)

    def name_for(self, plain: str) -> str:
        return self._by_plain.get(plain, "")

    def with_aliases(self) -> Iterator[str]:
        """Names with what they are called for short, as names explain it themselves: `Kulturbüro Elm (KuBi)`."""
        for one in self.actors.values():
            yield from (f"{one.name} ({alias})" for alias in one.aliases if not is_known_short(alias))

    def spellings(self) -> dict[str, str]:
        """Further names of one alone, long enough to be told apart by sound, with the name that it is taken under.

        What was said to be the same is such a name: who sounds like it may be the same as well.
        """
        aliases = ((alias, one.name) for one in self.actors.values() for alias in one.aliases)
        return {
            alias: name
            for alias, name in aliases
            if len(alias) >= _ALIAS and alias not in self.actors and self.name_for(same_name(alias)) == name
        }

    def are_different(self, name: str, other: str) -> bool:
        actor = self.actors.get(other)
        return actor is not None and (
            name in actor.different_from or same_name(name) in map(same_name, actor.different_from)
        )


def _judge(
    pairs: Mapping[Pair, str], new: Sequence[str], taken: _Taken, verdicts: Mapping[Pair, Verdict], found: Alikes
) -> None:
    """Pairs of new names, and of new names with known ones; verdicts join them or part them."""
    said = {**{(second, first): verdict for (first, second), verdict in verdicts.items()}, **verdicts}
    joined: dict[str, str] = {}
    order = {name: number for number, name in enumerate(new)}
    for (first, second), why in pairs.items():
        pair = (first, second) if second in taken.actors or order[first] > order[second] else (second, first)
        if said.get(pair) not in _SETTLED and not taken.are_different(*pair):
            found.pairs[pair] = why
    for (first, second), verdict in verdicts.items():
        if verdict in _ONE and (first in order or second in order):
            name, target = (first, second) if second in taken.actors or first in order else (second, first)
            _join(joined, name, target, order)
    for name in order:
        if (end := _end(joined, name)) != name:
            found.merged[name] = end
    for name, target in list(found.merged.items()):
        found.merged[name] = _end(joined, target)
    for (first, _), verdict in verdicts.items():
        if verdict == "same-as-first" and first in order:
            _call_all(found.merged, first, taken.actors)
    found.pairs = {pair: why for pair, why in found.pairs.items() if _end(joined, pair[0]) != _end(joined, pair[1])}


def _join(joined: dict[str, str], name: str, target: str, order: Mapping[str, int]) -> None:
    """Let both end in one: in the known name, or else in the one that comes first in the list."""
    first, second = _end(joined, name), _end(joined, target)
    if first == second:
        return
    if second in order and (first not in order or order[first] < order[second]):
        first, second = second, first
    joined[first] = second


def _call_all(merged: dict[str, str], name: str, known: Collection[str]) -> None:
    """Let all that are one with a name be called so, where the network does not call them otherwise."""
    former = merged.get(name, name)
    if former != name and former not in known:
        merged |= {one: name for one, target in merged.items() if target == former} | {former: name}
        del merged[name]


def _end(joined: Mapping[str, str], name: str) -> str:
    while name in joined:
        name = joined[name]
    return name


def _pairs(new: Sequence[str], taken: _Taken, progress: Callable[[float], None]) -> dict[Pair, str]:
    """All pairs that sound alike, with at least one new name in each."""
    taught = {**_taught(taken.with_aliases()), **_taught([*new, *taken.actors])}
    spelled = taken.spellings()
    forms = [form_of(name, taught) for name in (*new, *taken.actors, *spelled)]
    last = Counter(form.last for form in forms if form.last)
    places = {word for word, times in last.items() if times >= _PLACES and not NO_PLACE.search(word)}
    found: dict[Pair, str] = {}
    told = 0
    for one, other in _candidates(forms, len(new)):
        if one >= told + _TOLD:
            told = one
            progress(one / len(new))
        if why := alike(forms[one], forms[other], places):
            found.setdefault((forms[one].name, spelled.get(forms[other].name, forms[other].name)), why)
    return _without_several_towns(found, {form.name: form for form in forms})


def _without_several_towns(found: dict[Pair, str], forms: Mapping[str, NameForm]) -> dict[Pair, str]:
    """The pairs, but for those of a name that says no town and may be that of several: `VHS`, beside two with one."""
    towns: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    by_pair: dict[Pair, str] = {}
    for pair in (pair for pair, why in found.items() if why == WITH_PLACE):
        shorter, longer = sorted((forms[name] for name in pair), key=lambda form: len(form.words))
        more = frozenset(longer.words).difference(shorter.words, GENERAL)
        if more and " ".join(shorter.spoken) in stands_alone():
            by_pair[pair] = shorter.name
            towns[shorter.name].add(more)
    return {pair: why for pair, why in found.items() if len(towns.get(by_pair.get(pair, ""), ())) <= 1}


def _taught(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The abbreviations that names explain; one that stands for two things stands for none."""
    found: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in names:
        if "(" in name or "[" in name:
            taught = taught_by(name)
            if taught:
                found[taught[0]].add(taught[1])
    return {short: next(iter(words)) for short, words in found.items() if len(words) == 1}


def _candidates(forms: Sequence[NameForm], new: int) -> Iterator[tuple[int, int]]:
    """Pairs that share a key that few have: each once, the new name first."""
    by_initials = [one * len(forms) + other for one, other in pairs_by_initials(forms)]
    codes = [
        _pairs_within(forms, _same_keys, _SAME),
        _pairs_within(forms, _shared_keys, _RARE),
        np.array(by_initials, dtype=np.int64),
    ]
    for code in np.unique(np.concatenate(codes)).tolist():
        one, other = divmod(code, len(forms))
        if one < new:
            yield one, other


def _pairs_within(forms: Sequence[NameForm], keys: Callable[[NameForm], set[str]], most: int) -> Integers:
    """The pairs among those who share a key with at most so many, as first number times all plus second number.

    Keys are kept as hashes: two that meet by chance only make one more pair to be looked at.
    """
    found = [(hash(key), number) for number, form in enumerate(forms) for key in keys(form)]
    table = np.array(found, dtype=np.int64).reshape(-1, 2)
    del found
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    starts = np.flatnonzero(np.diff(table[:, 0], prepend=table[:1, 0] - 1)) if len(table) else np.empty(0, np.int64)
    lengths = np.diff(starts, append=len(table))
    codes = [np.empty(0, np.int64)]
    for length in range(2, min(most, int(lengths.max(initial=0))) + 1):
        blocks = table[starts[lengths == length][:, None] + np.arange(length), 1]
        first, second = np.triu_indices(length, 1)
        codes.append((blocks[:, first] * len(forms) + blocks[:, second]).ravel())
    return np.concatenate(codes)


def _same_keys(form: NameForm) -> set[str]:
    """What names have in common that differ by order, legal form or spelling at most."""
    numbers = " ".join(sorted(form.numbers))
    keys = {
        f"w{' '.join(form.words)} {numbers}",
        f"j{sound_of(form.joined)} {numbers}",
        f"l{''.join(sorted(form.joined))} {numbers}",  # Amt für Jugend, Jugendamt
    }
    if form.undated != form.numbers:
        keys.add(f"w{' '.join(form.words)} {' '.join(sorted(form.undated))}")  # Heimatverein 1921
    if form.unspaced != form.joined:
        keys.add(f"j{sound_of(form.unspaced)} {numbers}")  # Diakonie-Verein
    return keys


def _shared_keys(form: NameForm) -> set[str]:
    """What names have in common of which one may be shorter: beginnings and ends, rare words, abbreviations."""
    numbers, sound = " ".join(sorted(form.numbers)), sound_of(form.joined)
    keys = {f"b{sound[:_ENDS]} {numbers}", f"e{sound[-_ENDS:]} {numbers}"}
    keys |= {f"s{sound_of(word)}" for word in form.words}
    keys.add(f"c{''.join(word for word in form.spoken if word not in GENERAL)} {numbers}")
    keys |= {f"a{short}" for short in form.shorts}
    if form.spoken:
        keys.add(f"d{form.spoken[0][0]} {' '.join(form.spoken[1:])}")  # FBS Soest, Familienbildungsstätte Soest
    return keys
