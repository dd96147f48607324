"""Where each actor stands on the map, computed once and kept. Never colours, sizes or labels."""
