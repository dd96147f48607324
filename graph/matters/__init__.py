"""What a steering group decides on: one matter for each cause, with the gaps that follow from it. Never finds a gap."""
