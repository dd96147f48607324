"""Who is a person, in every spelling, and what of them must stay apart. Never a public statement."""
