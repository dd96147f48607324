"""The reconciliation service: names of other lists, matched with the actors here. Never changes anything."""
