"""Trying a change on a page and by the API before anybody decides on it. Never how its effect is computed."""
