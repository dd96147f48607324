"""What threads freed goes back to the system; left to itself, glibc keeps most of it for each of them."""

import subprocess
import sys

from graph.paths import ROOT

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
