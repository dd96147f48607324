"""A list as people have it becomes entries: what each sheet and column is, what each word means, who is who.

Never opens a file (`graph/load/spreadsheet`, `graph/load/network_files` do) and never asks or changes a store
(`graph/upkeep/lists` does): whoever is known already comes in as plain values.
"""
