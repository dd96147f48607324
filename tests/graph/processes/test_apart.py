"""What is computed in a process apart is the same, and no fault of that process is one of what is computed."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pytest
import scipy.sparse as sp

from graph.analysis import analysis_for
from graph.errors import StoreUnavailable
from graph.gaps.statistical import find_statistical_gaps
from graph.measures import centrality
from graph.measures.centrality import measure
from graph.network import kept_arrays
from graph.network.arrays import Arrays
from graph.network.model_reader import read_model
from graph.processes import apart, child
from graph.processes.apart import Apart, computing_apart, process_apart
from graph.protocol import Store
from tests.support.sums import add_up, rested


def network_of(size: int) -> Arrays:
    ties = np.zeros((size, size), np.int64)
    for one, other in nx.powerlaw_cluster_graph(size, 3, 0.6, seed=2).edges:
        ties[one, other] = ties[other, one] = 1
    nothing = sp.csr_array((size, 0), dtype=np.int64)
    names, sectors = tuple(f"urn:a{place:02}" for place in range(size)), ("urn:s0", "urn:s1")
    numbers = np.arange(size) % 2
    return Arrays(names, sp.csr_array(ties), sectors, numbers, (), nothing, (), nothing, np.empty((0, 3), np.int64))


@pytest.fixture
def beside() -> Iterator[Apart]:
    one = Apart()
    yield one
    one.end()


def test_one_process_computes_one_thing_after_the_other_and_is_sent_a_large_object_once(beside: Apart) -> None:
    numbers, sent = [1, 2, 3], []

    def send(one: list[int]) -> list[int]:
        sent.append(one)
        return one

    found = [beside.compute(add_up, numbers, times=times, send=send) for times in (1, 2)]
    assert found == [(6, beside.process_id), (12, beside.process_id)]
    assert sent == [numbers]
    assert beside.compute(add_up, [4], send=send)[0] == 4
    assert len(sent) == 2


def test_an_error_is_the_functions_own(beside: Apart) -> None:
    with pytest.raises(ValueError, match="-1"):
        beside.compute(add_up, [-1], send=list)
    assert beside.compute(add_up, [1], send=list) == (1, beside.process_id)


def test_where_the_process_is_killed_it_is_computed_here(beside: Apart) -> None:
    beside.compute(add_up, [1], send=list)
    killing = threading.Timer(0.2, os.kill, (beside.process_id, signal.SIGKILL))
    killing.start()
    assert beside.compute(add_up, [1], rest_s=0.5, send=list) == (1, os.getpid())
    assert beside.compute(add_up, [1], send=list) == (1, beside.process_id)


def test_what_is_quick_does_not_wait_behind_what_takes_long(beside: Apart) -> None:
    assert beside.compute(add_up, [1], send=list) == (1, beside.process_id)
    long = threading.Thread(target=beside.compute, args=(rested, [1]), kwargs={"send": list})
    long.start()
    time.sleep(0.2)
    begin = time.monotonic()
    assert beside.compute(add_up, [2], send=list) == (2, os.getpid())
    assert time.monotonic() - begin < 1
    long.join()
    assert beside.compute(add_up, [2], send=list) == (2, beside.process_id)


def test_what_many_ask_of_the_same_arrays_is_computed_once() -> None:
    computed = []

    @kept_arrays.of_arrays
    def counted(arrays: Arrays, most: int) -> int:
        time.sleep(0.1)
        computed.append(most)
        if most < 0:
            raise ValueError(most)
        return arrays.size

    here = network_of(3)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(counted, [here] * 8, [1, 2] * 4)) == [3] * 8
        assert sorted(computed) == [1, 2]
        failing = [threads.submit(counted, here, -1) for _ in range(4)]
        assert {type(one.exception()) for one in failing} == {ValueError}
    with pytest.raises(ValueError, match="-1"):  # nothing is kept of what failed
        counted(here, -1)


def test_it_ends_when_nothing_comes_and_begins_again() -> None:
    beside = Apart(idle_s=0.05)
    first = beside.compute(add_up, [1], send=list)[1]
    until = time.monotonic() + 10
    while beside.process_id is not None and time.monotonic() < until:
        time.sleep(0.02)
    assert beside.process_id is None
    assert beside.compute(add_up, [1], send=list)[1] not in {first, os.getpid()}
    beside.end()


def test_who_waits_when_the_service_is_stopped_is_told(beside: Apart) -> None:
    beside.compute(add_up, [1], send=list)
    threading.Timer(0.2, beside.end).start()
    with pytest.raises(StoreUnavailable):
        beside.compute(add_up, [1], rest_s=30, send=list)
    with pytest.raises(StoreUnavailable):
        beside.compute(add_up, [1], send=list)


def test_who_ends_it_while_it_begins_waits_for_no_computation(beside: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, start = threading.Event(), child.start_child

    def start_late(*args: Any) -> subprocess.Popen[bytes]:
        begun.set()
        time.sleep(0.3)
        return start(*args)

    monkeypatch.setattr(apart, "start_child", start_late)
    with ThreadPoolExecutor() as threads:
        computing = threads.submit(beside.compute, add_up, [1], rest_s=20, send=list)
        begun.wait()
        begin = time.monotonic()
        beside.end()
        assert time.monotonic() - begin < 10
        assert isinstance(computing.exception(), StoreUnavailable)
    assert beside.process_id is None


def test_statistics_of_a_network_are_the_same_there(magdeburg: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    here, model = network_of(60), read_model(magdeburg)
    expected = find_statistical_gaps(here, model)
    monkeypatch.setattr(kept_arrays, "WORTH_A_PROCESS", 60)
    with computing_apart():
        assert find_statistical_gaps(replace(here), model) == expected
        assert (beside := process_apart())
        assert beside.process_id
    assert process_apart() is None
    assert expected["predicted"].gaps


def test_measures_of_a_network_are_the_same_there(magdeburg: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    analysis = analysis_for(magdeburg)
    expected = measure(analysis.network, demanded=analysis.ties)
    monkeypatch.setattr(centrality, "WORTH_A_PROCESS", 2)
    with computing_apart():
        assert measure(analysis.network, demanded=analysis.ties) == expected
        assert (beside := process_apart())
        assert beside.process_id
    assert max(row.demanded for row in expected.actors) > 0
