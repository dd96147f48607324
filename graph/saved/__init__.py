"""Views of the map, stories made of them and runs of gaps, as they are kept. Never draws a map."""
