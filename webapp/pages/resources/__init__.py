"""Every IRI can be followed: resources, vocabulary, codes. Never more than the data state."""
