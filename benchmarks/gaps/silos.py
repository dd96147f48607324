"""Whether planted silo cells are among the first eight, in networks that our own generator did not make.

    python benchmarks/gaps/silos.py [--networks 40]

The networks: `silo_networks.py`. `uneven` served to choose the method, `events` was looked at once, when it was chosen.
"""

from __future__ import annotations

import argparse

import numpy as np
from silo_networks import NETWORKS

from graph.measures.kernels.silos import find_silo_cells

FIRST = 8


def recall(name: str, seed: int, left: float) -> float | None:
    """The share of the planted cells that is found; None where none could be planted."""
    planted = NETWORKS[name](seed, left=left)
    found = {(cell.sector, cell.other, cell.topic) for cell in find_silo_cells(planted.arrays)[:FIRST]}
    return len(found & planted.silos) / len(planted.silos) if planted.silos else None


def main() -> None:
    """Print mean and worst recall of each kind of network."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--networks", type=int, default=40)
    number = parser.parse_args().networks
    print("| networks | ties left | number | mean recall@8 | worst |\n|---|---|---|---|---|")
    for name in NETWORKS:
        for left in (0.0, 0.2):
            found = [one for seed in range(number) if (one := recall(name, seed, left)) is not None]
            print(f"| {name} | {left:.0%} | {len(found)} | {np.mean(found):.3f} | {min(found):.2f} |", flush=True)


if __name__ == "__main__":
    main()
