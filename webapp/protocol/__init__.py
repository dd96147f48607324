"""SPARQL over HTTP: query, update, graph store, service description, and who may write. Never renders a page."""
