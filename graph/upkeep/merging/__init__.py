"""Two entries that are one become one, with all that is said of either, and can be parted again. Never decides itself.

A person says which two are the same; a name that sounds alike is only proposed.
"""
