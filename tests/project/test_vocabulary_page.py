"""The page on standards names each class and property of ours once in its tables, and nothing that there is not."""

import re
from collections import Counter

from graph.paths import ROOT

ROW = re.compile(r"^\| (?P<terms>`netz:.*?) \|", re.MULTILINE)
TERM = re.compile(r"`netz:(\w+)`")


def test_each_own_term_stands_beside_a_standard_once() -> None:
    own = re.findall(r"^netz:(\w+) a owl:", (ROOT / "ontology" / "core.ttl").read_text("utf-8"), re.MULTILINE)
    page = (ROOT / "docs" / "vokabular.md").read_text("utf-8")
    named = Counter(term for row in ROW.finditer(page) for term in TERM.findall(row["terms"]))
    assert named == Counter(own)
