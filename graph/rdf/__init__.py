"""Statements as text and as values: quads, blank nodes, days, numbers, media types, the vocabulary. Never a store."""
