"""An account of one's own, and all accounts for who manages them. Never what a role may do."""
