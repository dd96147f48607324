"""What a coordinator has to know of the data themselves: what in them could not be read. Never mends it."""
