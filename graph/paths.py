"""Where `ontology/` and `data/` lie: the one place that knows.

ROOT is the checkout, or site-packages when the wheel is installed: the folders stand in the same
relative place in both.
"""

from __future__ import annotations

from pathlib import Path

from graph.errors import ConfigError

ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY = ROOT / "ontology"
DATA = ROOT / "data"


def check_installation() -> None:
    """Raise ConfigError when the ontology files that everything rests on are not where they should be."""
    if not (ONTOLOGY / "core.ttl").is_file():
        raise ConfigError(
            "The ontology is missing: %(path)s was not found.",
            hint="Install the package again, or run from a complete checkout.",
            path=ONTOLOGY / "core.ttl",
        )
