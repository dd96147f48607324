"""Networks as files of other programs: one writer a file, one table of them in `formats.py`. Never pages or persons."""
