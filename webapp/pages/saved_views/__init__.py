"""Views of the map that somebody saved for everybody. Never a copy of what they show: a view is an address."""
