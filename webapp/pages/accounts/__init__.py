"""An account of one's own, and all accounts for who manages them."""
