"""The five kinds of gaps, their wording, their settings and what was decided about them. Never writes a tie."""
