"""The network on two days side by side."""
