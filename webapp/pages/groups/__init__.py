"""The list of groups and the page of each. Never who is a member: `graph/network` says it."""
