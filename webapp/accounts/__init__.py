"""Who may do what: people, their roles, sessions and tokens, in a file of their own. Never a statement of RDF."""
