"""Queries rewritten where the engine departs from SPARQL 1.1. Never changes what a query means."""
