"""Queries and updates of anybody, read and bounded before an engine sees them. Never a query of our own."""
