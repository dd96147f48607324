"""Questions with a name, and the copy in memory that answers them. Never interprets the rows."""
