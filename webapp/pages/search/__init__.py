"""Finding an actor or a group by a name as somebody types it. Never what is done with it then."""
