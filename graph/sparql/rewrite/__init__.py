"""Queries rewritten where the engine departs from SPARQL 1.1, a rule a file. Never changes what a query means."""
