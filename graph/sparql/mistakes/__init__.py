"""What is wrong with a text that the engine refuses: the first wrong word, in a sentence. Nothing here runs a query."""
