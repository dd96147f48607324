"""The table of actors and the profile of each."""
