"""The map in a frame on another website."""
