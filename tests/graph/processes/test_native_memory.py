"""What threads freed goes back to the system; left to itself, glibc keeps most of it for each of them."""

import gc
import subprocess
import sys
import weakref

from graph.paths import ROOT
from graph.processes.native_memory import give_back

PROGRAM = """
import threading
from graph.processes.native_memory import give_back, limit_arenas

def megabytes():
    with open("/proc/self/statm") as sizes:
        return int(sizes.read().split()[1]) * 4096 // 1_000_000

limit_arenas()
begin, together = megabytes(), threading.Barrier(8)

def work():
    pieces = [b"%d" % one * 500 for one in range(1_000, 11_000)]
    together.wait()
    if threading.current_thread().name == "0":
        most.append(megabytes())
    together.wait()
    kept.append(pieces[::500])

most, kept = [], []
threads = [threading.Thread(target=work, name=str(number)) for number in range(8)]
[one.start() for one in threads]
[one.join() for one in threads]
give_back()
print(most[0] - begin, megabytes() - begin)
"""


def test_what_many_threads_freed_goes_back() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, cwd=ROOT)
    most, left = map(int, done.stdout.split())
    assert most > 150
    assert left < most / 3


class Circle:
    """Something that only Python's search for garbage frees."""

    def __init__(self) -> None:
        self.itself = self


def test_what_stays_is_left_out_of_the_search_until_the_next_time() -> None:
    one = Circle()
    gone = weakref.ref(one)
    try:
        give_back(rest_stays=True)
        assert gc.get_freeze_count()
        del one
        gc.collect()
        give_back(rest_stays=True)
        assert gone() is not None, "left out, for a minute also by the same once more"
        give_back()
        assert gone() is None
        assert not gc.get_freeze_count()
    finally:
        gc.unfreeze()
