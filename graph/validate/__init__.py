"""What the shapes say of a store or of a change, in sentences. Never what a network lacks: that is a gap."""
