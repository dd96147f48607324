"""Views of the map that somebody saved for everybody."""
