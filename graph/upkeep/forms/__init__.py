"""Forms that come from shapes: the fields of an entry, their values, and the one change a form makes. Never HTML."""
