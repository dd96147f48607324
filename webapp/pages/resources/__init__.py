"""Every IRI can be followed: resources, vocabulary, codes."""
