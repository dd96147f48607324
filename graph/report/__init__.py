"""What a steering group is handed: the paper as plain data, figures that no page has, the file for word processors.

Never a sentence: words come from whoever makes the paper, as for `export`.
"""
