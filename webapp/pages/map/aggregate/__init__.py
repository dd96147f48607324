"""Networks too large for one picture: areas as bubbles, actors of those laid open. Never cuts areas."""
