"""Views of the map and stories made of them, as readers keep them."""
