"""Gaps on pages, in the API and in files, and the answers given to them. Never finds one: `graph/gaps` does."""
