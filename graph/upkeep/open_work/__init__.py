"""What waits for a coordinator: entries that are old, unproven, incomplete or twice. Never what is done about it."""
