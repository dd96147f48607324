"""Files of network programs become the two tables of a list, so that they go through the same preview.

One module a format, one table of them in `formats.py`. Never decides who is meant, what a word means
or what is stored: that is asked of the tables (`graph/load/lists`).
"""
