"""What a coordinator has to do with the data themselves: what waits, and what could not be read. Never mends it."""
