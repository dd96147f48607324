"""The store on another SPARQL 1.1 server: the same protocol as the embedded one. Never sends a person."""
