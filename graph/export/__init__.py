"""Networks as files of other programs. Never decides what is in them.

`parquet` is for networks too large for one machine: the recipe for Spark in `docs/rezepte/` reads its tables. Nobody
has asked for it yet; it stays because it costs little, in an extra of its own, and is the only way out beyond memory.
"""
