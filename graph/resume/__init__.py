"""What was computed before the end, so that a start need not compute it again. Never trusted without its checksum."""
