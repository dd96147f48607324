"""Changing an entry where it is seen: its form, its end, its deletion, several at once. Never what a change may be."""
