"""Networks side by side: how large they are, who covers which topic, what they share. Never which is better."""
