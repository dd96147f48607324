"""JSON for everything that pages show. Never HTML."""
