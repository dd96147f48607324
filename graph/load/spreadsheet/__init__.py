"""A network from a spreadsheet: rows, entries with their faults, statements. Never decides whether it is stored."""
