"""The fact sheet (Steckbrief) of a group or an actor: one page of A4 to hand out. Never a person's name."""
