"""Persons: who is kept and why, all about one of them, leaving no trace of them. For who may; never a public page."""
