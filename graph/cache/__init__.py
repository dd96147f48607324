"""What is computed once and kept, until what it rests on changes: never what is true of it."""
