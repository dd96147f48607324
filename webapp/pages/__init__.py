"""One folder for each page; the same word names it in code, templates, static files and tests."""
