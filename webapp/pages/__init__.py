"""One folder for each page; one word names it in code, templates, static files and tests. Never what pages share."""
