"""What would be if: trying a change of the network on a page and by the API before anybody decides on it."""
