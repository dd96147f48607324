"""What-if: a network changed on paper, compared with the real one, kept or dropped. Never writes to the store."""
