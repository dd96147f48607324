"""The map of a network that is too large for one picture: areas as bubbles, and the actors of those laid open."""
