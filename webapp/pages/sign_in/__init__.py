"""Signing in and out: by password, a link good for once, or the secret of this start. Never keeps any of them."""
