"""The page for who works with programs: where queries, addresses and whole data are. Never a query or a file itself."""
