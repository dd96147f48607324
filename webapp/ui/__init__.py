"""What all pages share: words, links, forms, tables, languages, colours. Never a route."""
