"""What was changed, by whom and when, with the way back. Never how a change is kept."""
