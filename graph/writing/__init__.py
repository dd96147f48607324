"""Changing: what is taken in, validated, logged and given names."""
