import random
import threading

from graph.protocol import Answer
from graph.sparql.sandbox.result_cache import ResultCache


def answer(revision: int, size: int = 10) -> Answer:
    return Answer("text/csv", b"x" * size, revision)


def test_what_was_put_is_found_at_its_revision_only() -> None:
    cache = ResultCache()
    cache.put("query", answer(3))
    assert cache.get(3, "query") == answer(3)
    assert cache.get(4, "query") is None
    assert cache.get(3, "other") is None
    assert (cache.hits, cache.misses) == (1, 2)


def test_newer_revision_takes_the_place_of_all_older_ones() -> None:
    cache = ResultCache()
    for number in range(10):
        cache.put(number, answer(1))
    cache.put("new", answer(2))
    cache.put("late", answer(1))
    assert cache.get(2, "new") == answer(2)
    assert cache.get(1, "late") is None
    assert cache.get(1, 0) is None
    assert cache.size < 2 * 1000


def test_size_stays_below_its_bound_and_the_least_asked_goes_first() -> None:
    cache = ResultCache(max_bytes=10_000, max_result_bytes=5_000)
    for number in range(100):
        cache.put(number, answer(1, 1000))
        assert cache.get(1, 0) is not None
        assert cache.size <= 10_000
    assert cache.get(1, 1) is None
    assert cache.get(1, 99) is not None


def test_large_results_are_not_kept() -> None:
    cache = ResultCache(max_result_bytes=5_000)
    cache.put("large", answer(1, 5_000))
    cache.put("query of a great length", answer(1), key_bytes=5_000)
    assert cache.get(1, "large") is None
    assert cache.size == 0


def test_same_key_counts_once() -> None:
    cache = ResultCache()
    cache.put("query", answer(1))
    size = cache.size
    cache.put("query", answer(1))
    assert cache.size == size


def test_size_is_that_of_what_is_kept_whatever_threads_do() -> None:
    cache = ResultCache(max_bytes=20_000)

    def work(seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - no secret
        for _ in range(2000):
            key, revision = chance.randrange(50), chance.choice([1, 1, 1, 2])
            if cache.get(revision, key) is None:
                cache.put(key, answer(revision, chance.randrange(3000)))

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.hits + cache.misses == 16_000
    assert cache.size == sum(size for _, size in cache._answers.values())  # noqa: SLF001
    assert cache.size <= 20_000
