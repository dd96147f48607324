"""Texts of any signs, for tests of what anybody may type."""

from __future__ import annotations

from hypothesis import strategies as st

SIGNS = st.characters(exclude_categories=["Cs"])
"""Every sign that a text can hold. `st.text()` says the same as "what UTF-8 can write", and looks it up for 2 s."""
