"""The map in a frame on another website. Never a map of its own."""
