"""A list of 100,000 rows is read and compared in little memory, and says how far it is."""

from __future__ import annotations

import subprocess
import sys

import pytest

from graph.paths import ROOT

PROGRAM = """
import resource
from graph.load.lists.answers import Answers
from graph.load.lists.read import read_list
from graph.load.spreadsheet.table import read_tables
from graph.store.open import open_store
from graph.upkeep.lists.compare import compare
from tests.support.workbooks import ods

rows = [["Organisation", "Art"], *([f"Verein {number}", "Verein"] for number in range(100_000))]
content = ods({"Liste": rows})
del rows
heard = []
reading = read_list(read_tables("liste.ods", content), Answers(), (), (), heard.append)
assert len(reading.actors) == 100_000 and reading.is_complete
assert heard == sorted(heard) and len(heard) > 5 and heard[-1] == 1.0
difference = compare(open_store("memory:", plain=True), "neu", reading, Answers())
assert difference.sums.new == 100_000
# not ru_maxrss: of a process that a large one starts, it is that of the large one
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print((own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024)
"""


@pytest.mark.slow
def test_a_hundred_thousand_rows_need_less_than_500_mb() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 500
