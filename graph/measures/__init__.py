"""Figures of a network and its actors: centrality, cohesion, brokerage. Never says what is missing."""
