"""How a network comes along from meeting to meeting, and its indicators. Figures are those of `graph/progress`."""
