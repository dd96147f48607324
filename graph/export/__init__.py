"""Networks as files of other programs. Never decides what is in them."""
