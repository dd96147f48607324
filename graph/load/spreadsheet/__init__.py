"""A network from a spreadsheet: files into rows, rows into entries with their faults, entries into statements."""
