"""How a network comes along from meeting to meeting, with its indicators. Never a figure that has no list."""
