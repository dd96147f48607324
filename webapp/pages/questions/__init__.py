"""Queries: editor, gallery of ready questions, results as table, chart or network. Never an update."""
