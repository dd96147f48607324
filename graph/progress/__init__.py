"""How a network comes along: what was open, decided, overdue and done on the day of each meeting, and its indicators.

Every figure is that of the page that has its list, asked of the state of that day. Never a sentence.
"""
