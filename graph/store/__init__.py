"""Keeps statements: engines, change log, persons' store, dumps, remote servers. Never knows actors, ties or gaps."""
