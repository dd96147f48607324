"""Search among 100,000 names, found, misspelt and absent: `python benchmarks/search.py`, in milliseconds."""

from __future__ import annotations

import random
import time
from itertools import product

from webapp.ui.nearness import WordIndex, nearest

ACTORS = 100_000
SYLLABLES = ["".join(pair) for pair in product("bdklmnrst", "aeiou")]
WORDS = [
    "verein",
    "zentrum",
    "amt",
    "stiftung",
    "jobcenter",
    "kammer",
    "schule",
    "initiative",
    "beratungsstelle",
    "netzwerk",
]
TYPED = ("jobcenter", "jobcneter", "sprachverien", "beratunsgtselle babebi", "qqqqqqqq")


def main() -> None:
    draw = random.Random(3)  # noqa: S311 - names, no secrets
    names = [
        f"{draw.choice(WORDS)} {''.join(draw.choices(SYLLABLES, k=draw.randint(2, 5)))} {number}"
        for number in range(ACTORS)
    ]
    begun = time.perf_counter()
    index, texts = WordIndex(names), {name: (name,) for name in names}
    print(f"index of {ACTORS} names: {time.perf_counter() - begun:.2f} s")
    for typed in TYPED:
        begun = time.perf_counter()
        near = len(index.near(typed))
        middle = time.perf_counter()
        best = nearest(typed, texts, 5)
        print(
            f"{typed}: {1000 * (middle - begun):.0f} ms, {near} near; "
            f"nearest of all {1000 * (time.perf_counter() - middle):.0f} ms: {best[:1]}"
        )


if __name__ == "__main__":
    main()
