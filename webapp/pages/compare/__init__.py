"""The network on two days side by side. Never what the difference is: `graph/scenarios` says it."""
