"""The map: its picture, its table, its JSON, and what leaves the browser."""
