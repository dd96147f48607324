"""Child processes that answer ad-hoc queries within limits of time and memory. Never writes."""
