"""Sources as people look them up: each passage in its document, with what was taken from it. Never the whole text."""
