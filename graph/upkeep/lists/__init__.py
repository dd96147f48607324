"""A list that was read, beside what the network says: new, changed, same, gone; and the one change that takes it in.

Never reads a file and never asks a person: `graph/load/lists` says what the list says, a page or command what is meant.
"""
