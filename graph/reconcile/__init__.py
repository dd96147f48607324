"""Names of other lists matched with the actors of the network. Never changes anything, never knows a person."""
