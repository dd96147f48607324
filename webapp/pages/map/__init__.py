"""The map: its picture, its table, its JSON, and what leaves the browser. Never computes a measure or a gap."""
