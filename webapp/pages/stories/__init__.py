"""Saved views in an order, told step by step, and as a handout. Never a view of its own."""
