"""Statements as text and as values: quads, blank nodes, days and numbers, media types, the vocabulary. Never a store."""
