"""What is wrong with a text that the engine refuses: its first wrong word, in a sentence. Never runs a query."""
