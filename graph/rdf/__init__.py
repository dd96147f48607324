"""Statements as text: quads, canonical lines, blank nodes, media types, the vocabulary. Never a store or a network."""
