"""The page for queries: editor, gallery of ready questions, results as table, chart or network."""
