"""The first minute: a network from an example, a spreadsheet or a few names. Never reads a file itself."""
