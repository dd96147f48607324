"""What is different between two days, on one map and as a table. Never what the difference is: `graph/progress`."""
