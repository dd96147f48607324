"""Signing in and out: by password, by a link that is good for once, or by the secret of this start."""
