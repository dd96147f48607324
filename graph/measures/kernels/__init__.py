"""Sparse and compiled loops on the arrays of a network. Never names, labels or sentences."""
