"""The list of groups and the page of each."""
