"""Networks as files of other programs: one writer a file, one table of them in `formats.py`. Never pages or persons.

`parquet` is for networks too large for one machine: the recipe for Spark in `docs/rezepte/` reads its tables. Nobody
has asked for it yet; it stays because it costs little, in an extra of its own, and is the only way out beyond memory.
"""
