"""The first minute: a network from an example, from a spreadsheet, or from a few names."""
