"""Changes that wait until somebody who coordinates the network approves them. Never who that is."""
