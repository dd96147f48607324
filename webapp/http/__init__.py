"""What every request passes: server, slots, tokens, headers, caches, errors. Never the content of a page."""
