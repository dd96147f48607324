"""Whom to invite on a topic, as a sheet of paper and as files. Never a person for who may not see them."""
