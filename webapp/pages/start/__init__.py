"""The start page, the accessibility statement and the sign of life. Never computes a figure."""
