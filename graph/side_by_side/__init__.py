"""Several networks side by side: sizes, who covers which topic, what they have in common. Never which is better."""
