"""Files of every kind become statements, with the place of each fault. Never decides what is stored or shown."""
