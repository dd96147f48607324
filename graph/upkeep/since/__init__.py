"""What has become different since a day, all changes taken together, in groups that a meeting talks about. Never who did it."""
