"""The cases that paper and screen share; the screen's are in `tests/browser/unit/words.test.js`."""

import json
from pathlib import Path

import pytest

from webapp.pages.map.download.wrapping import wrap

CASES = json.loads(Path(__file__).with_name("wrapping.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_names_are_broken_as_on_the_screen(case: dict[str, object]) -> None:
    assert wrap(str(case["text"]), int(str(case["longest"])), int(str(case["most"]))) == case["lines"]
