"""What a steering group decides on, as a list, a page each, a sheet for the meeting and files. Never bundles a gap."""
