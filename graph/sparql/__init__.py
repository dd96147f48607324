"""Asking: queries read, guarded and run in children that can be killed, and the formats of their answers."""
