"""What can be counted in the network, what each number means, and as a file. Never how it is counted."""
