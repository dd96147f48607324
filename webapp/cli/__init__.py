"""The command `akteursnetz`: options, tables, errors in a terminal. Never a page."""
