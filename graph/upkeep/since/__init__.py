"""What has become different since a day, all changes together, in groups that a meeting talks about. Never by whom."""
