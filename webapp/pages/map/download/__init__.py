"""What leaves the browser: the chosen part of the map as picture, network file, table or page."""
