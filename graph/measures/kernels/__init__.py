"""Numbers on a network given as arrays: it knows no store and no words."""
