"""Changes to a network as a coordinator means them, each one change of the store. Never a form or a page."""
