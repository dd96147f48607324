"""What-if: a network changed on paper, compared with the real one, kept as planned or dropped."""
