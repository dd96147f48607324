"""Invented networks of any size, with planted gaps and their truth. Never data of a real one."""
