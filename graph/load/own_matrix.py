"""How a matrix that we wrote is known when it comes back."""

from __future__ import annotations

MATRIX = "Akteursnetz"
"""What stands in the corner of our matrix: its cells say that two are connected, and not how."""
ANY_KIND = "wie im Netzwerk"
"""The kind of a tie of which nobody says more than that it is there."""
