"""The table of actors and the profile of each. Never a change to one."""
