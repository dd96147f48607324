"""Fields of action and topics: who works on each, what is demanded and missing. Never what a topic means."""
