import gc
import threading
import time
import weakref
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cache import revisions
from graph.cache.revisions import RevisionCache, drop_idle

THREADS = 8


class Source:
    """An owner with a revision."""

    def __init__(self) -> None:
        self.revision = 0
        self.made = Counter[tuple[str, int]]()

    def make(self, key: str, takes_s: float = 0.0) -> Callable[[], str]:
        def making() -> str:
            self.made[key, self.revision] += 1
            time.sleep(takes_s)
            return f"{key}{self.revision}"

        return making


class Value:
    """Something that can be seen to go; it points back to what it was made of, as an analysis does."""

    def __init__(self, source: object) -> None:
        self.source = source


def by_revision(most: int | None = None) -> RevisionCache[Source, str, str]:
    return RevisionCache(lambda source, _: source.revision, most=most)


def at_once(*questions: Callable[[], str]) -> list[str]:
    """The answers to questions that threads ask at the same moment."""
    barrier = threading.Barrier(len(questions))

    def ask(question: Callable[[], str]) -> str:
        barrier.wait()
        return question()

    with ThreadPoolExecutor(len(questions)) as threads:
        return list(threads.map(ask, questions))


def test_eight_who_ask_at_once_get_the_one_value_of_each_key_and_revision() -> None:
    cache, source = by_revision(), Source()
    for revision in range(3):
        source.revision = revision
        keys = ["a", "b"] * (THREADS // 2)
        values = at_once(*(partial(cache.get, source, key, source.make(key, 0.02)) for key in keys))
        assert values == [f"{key}{revision}" for key in keys]
    assert source.made == {(key, revision): 1 for key in "ab" for revision in range(3)}


def test_who_asks_after_a_change_while_the_former_value_is_made_gets_the_present_one() -> None:
    cache, source, begun, go_on = by_revision(), Source(), threading.Event(), threading.Event()

    def slowly() -> str:
        value = source.make("a")()
        begun.set()
        go_on.wait(60)
        return value

    with ThreadPoolExecutor(THREADS) as threads:
        former = threads.submit(cache.get, source, "a", slowly)
        begun.wait(60)
        source.revision = 1
        later = [threads.submit(cache.get, source, "a", source.make("a")) for _ in range(THREADS - 1)]
        go_on.set()
        assert former.result() == "a0"
        assert {one.result() for one in later} == {"a1"}
    assert source.made == {("a", 0): 1, ("a", 1): 1}


def test_other_keys_and_other_owners_are_not_held_up() -> None:
    cache, source, other = by_revision(), Source(), Source()
    go_on = threading.Event()
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(cache.get, source, "slow", lambda: str(go_on.wait(60)))
        assert cache.get(source, "fast", source.make("fast")) == "fast0"
        assert cache.get(other, "slow", other.make("slow")) == "slow0"
        assert not slow.done()
        go_on.set()
        assert slow.result() == "True"


def test_a_making_that_fails_leaves_nothing_and_the_next_tries_again() -> None:
    cache, source = by_revision(), Source()
    tried = Counter[str]()

    def failing() -> str:
        tried["times"] += 1
        time.sleep(0.01)
        if tried["times"] < THREADS:
            raise ValueError
        return "made"

    def ask() -> str:
        try:
            return cache.get(source, "a", failing)
        except ValueError:
            return "failed"

    assert sorted(at_once(*[ask] * THREADS)) == ["failed"] * (THREADS - 1) + ["made"]
    assert cache.get(source, "a", failing) == "made"
    assert tried["times"] == THREADS


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=40), st.integers(1, 4))
def test_the_values_asked_for_last_are_kept_and_no_more(asked: list[str], most: int) -> None:
    cache, source = by_revision(most), Source()
    recent: list[str] = []
    for key in asked:
        before = source.made.total()
        cache.get(source, key, source.make(key))
        assert source.made.total() - before == (key not in recent)
        recent = [*(one for one in recent if one != key), key][-most:]


def test_a_value_that_is_being_made_is_not_driven_out() -> None:
    cache, source, begun, go_on = by_revision(1), Source(), threading.Event(), threading.Event()

    def slowly() -> str:
        begun.set()
        go_on.wait(60)
        return source.make("slow")()

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(cache.get, source, "slow", slowly)
        begun.wait(60)
        for key in "abc":
            cache.get(source, key, source.make(key))
        second = threads.submit(cache.get, source, "slow", slowly)
        go_on.set()
        assert first.result() == second.result() == "slow0"
    assert source.made["slow", 0] == 1


def test_a_new_revision_lets_go_of_all_that_the_owner_had_in_every_cache_before_anything_is_made() -> None:
    one: RevisionCache[Source, str, Value] = RevisionCache(lambda source, _: source.revision)
    other: RevisionCache[Source, None, Value] = RevisionCache(lambda source, _: source.revision)
    for_ever: RevisionCache[Source, None, Value] = RevisionCache()
    source = Source()
    gone = [weakref.ref(one.get(source, key, lambda: Value(source))) for key in "ab"]
    gone.append(weakref.ref(other.get(source, None, lambda: Value(source))))
    stays = for_ever.get(source, None, lambda: Value(source))
    source.revision = 1

    def make() -> Value:
        assert [ref() for ref in gone] == [None] * 3
        return Value(source)

    one.get(source, "c", make)
    assert for_ever.get(source, None, lambda: Value(source)) is stays


def test_a_value_can_stand_for_less_than_the_whole_revision() -> None:
    """Two networks in one store: a change of one leaves what was made of the other."""
    revisions = {"a": 0, "b": 0}
    cache: RevisionCache[Source, str, str] = RevisionCache(lambda _, network: revisions[network])
    source = Source()
    for network in "ab":
        cache.get(source, network, source.make(network))
    revisions["a"] = source.revision = 1
    assert [cache.get(source, network, source.make(network)) for network in "ab"] == ["a1", "b0"]


def test_an_owner_that_is_gone_frees_its_values_though_they_point_back_to_it() -> None:
    cache: RevisionCache[Source, None, Value] = RevisionCache(lambda source, _: source.revision)
    sources = [Source(), Source()]
    kept = [cache.get(source, None, partial(Value, source)) for source in sources]
    owner, value = weakref.ref(sources.pop()), weakref.ref(kept.pop())
    gc.collect()
    assert (owner(), value()) == (None, None)
    assert cache.get(sources[0], None, partial(Value, sources[0])) is kept[0]


def test_a_cache_that_is_gone_frees_its_values() -> None:
    source = Source()
    cache: RevisionCache[Source, None, Value] = RevisionCache()
    value = weakref.ref(cache.get(source, None, lambda: Value(0)))
    del cache
    gc.collect()
    assert value() is None


def test_a_value_made_elsewhere_takes_the_place_of_any_other() -> None:
    cache, source = by_revision(), Source()
    cache.get(source, "a", source.make("a"))
    cache.put(source, "a", "given")
    assert cache.get(source, "a", source.make("a")) == "given"
    source.revision = 1
    assert cache.get(source, "a", source.make("a")) == "a1"


def test_a_version_that_cannot_be_told_is_an_error_and_holds_nobody_up() -> None:
    def version(source: Source, _: str) -> int:
        if source.revision < 0:
            raise ConnectionError
        return source.revision

    cache: RevisionCache[Source, str, str] = RevisionCache(version)
    source = Source()
    source.revision = -1
    with pytest.raises(ConnectionError):
        cache.get(source, "a", source.make("a"))
    source.revision = 1
    assert cache.get(source, "a", source.make("a")) == "a1"


class Clock:
    """A clock that is put forward."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(revisions, "time", clock)
    return clock


def test_what_nobody_asked_for_is_let_go_of_where_the_cache_says_so_and_made_again_when_asked(clock: Clock) -> None:
    idle: RevisionCache[Source, str, Value] = RevisionCache(idle_s=5)
    staying: RevisionCache[Source, str, Value] = RevisionCache()
    source = Source()
    seen, stays = weakref.ref(idle.get(source, "a", lambda: Value(0))), staying.get(source, "a", lambda: Value(0))
    assert not drop_idle(source)
    assert seen() is not None
    clock.now += 6
    assert drop_idle(source)
    assert seen() is None
    assert not drop_idle(source)
    assert idle.get(source, "a", lambda: Value(1)).source == 1
    assert staying.get(source, "a", lambda: Value(1)) is stays


def test_a_value_that_is_asked_for_again_and_again_is_not_idle(clock: Clock) -> None:
    cache: RevisionCache[Source, str, Value] = RevisionCache(idle_s=5)
    source = Source()
    value = cache.get(source, "a", lambda: Value(0))
    for _ in range(6):
        clock.now += 4
        assert not drop_idle(source)
        assert cache.get(source, "a", lambda: Value(1)) is value
