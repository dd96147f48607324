"""Which topics of several networks are the same, as far as somebody has said so: never by what they are called.

The same IRI is the same topic. A network's own topic stands at the one that it points to by skos:exactMatch or
skos:closeMatch, and below the one that it points to by skos:broader or skos:broadMatch. A closeMatch counts once on the
way: SKOS does not let two of them add up. `ontology/queries/parts/stands-at.rq` is the same for questions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.cache.revisions import RevisionCache
from graph.network.belonging import upwards
from graph.network.topic_tree import Broader
from graph.protocol import Store
from graph.terms import SKOS
from graph.text import name

_EXACT, _CLOSE, _BROAD = (SKOS + one for one in ("exactMatch", "closeMatch", "broadMatch"))
_QUERY = f"SELECT ?s ?p ?o WHERE {{ VALUES ?p {{ <{_EXACT}> <{_CLOSE}> <{_BROAD}> }} ?s ?p ?o }}"
Pointers = Mapping[str, Sequence[str]]


class TopicMatches:
    """What the topics of a store point to. `broader`: the broader topics of each, as the model has them."""

    def __init__(self, broader: Broader, exact: Pointers, close: Pointers, broad: Pointers) -> None:
        self._exact, self._close = exact, close
        pointing = broader.keys() | exact.keys() | broad.keys()
        self.above = {
            one: tuple(dict.fromkeys((*exact.get(one, ()), *broad.get(one, ()), *broader.get(one, ()))))
            for one in pointing
        }
        self._stands_at: dict[str, tuple[str, ...]] = {}

    def stands_at(self, topic: str) -> tuple[str, ...]:
        """All topics that who works on this one works on too, the nearest first, itself among them."""
        if topic not in self._stands_at:
            way = upwards(self.above, topic)
            close = sorted({one for step in way for one in self._close.get(step, ())})
            beyond = (one for start in close for one in upwards(self.above, start))
            self._stands_at[topic] = tuple(dict.fromkeys((*way, *beyond)))
        return self._stands_at[topic]

    def speaks_for_itself(self, topic: str) -> bool:
        """Whether it is the one by which it and those that are exactly the same are named: it points to no other.

        Of several that point to each other in a circle that is the first by IRI.
        """
        beyond = upwards(self._exact, topic)[1:]
        return all(topic in upwards(self._exact, other) and topic < other for other in beyond)

    def are_matched(self, one: str, other: str) -> bool:
        """Whether somebody has said of two topics how they stand to each other, whichever way round."""
        return not set(self.stands_at(one)).isdisjoint(self.stands_at(other))


_MATCHES: RevisionCache[Store, None, TopicMatches] = RevisionCache(lambda store, _: store.revision)


def topic_matches(store: Store, broader: Broader) -> TopicMatches:
    """The matches that a store states, read once for each revision."""
    return _MATCHES.get(store, None, lambda: _read(store, broader))


def _read(store: Store, broader: Broader) -> TopicMatches:
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, value in store.rows(_QUERY):
        found[name(predicate)][name(subject)].add(name(value))
    return TopicMatches(broader, *(_in_order(found[one].items()) for one in (_EXACT, _CLOSE, _BROAD)))


def _in_order(stated: Iterable[tuple[str, set[str]]]) -> Pointers:
    return {subject: sorted(values) for subject, values in stated}
