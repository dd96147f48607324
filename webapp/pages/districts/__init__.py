"""Who works in which district of a city, as a plan and as a list. Never where a person lives."""
