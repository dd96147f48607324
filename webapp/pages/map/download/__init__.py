"""What leaves the browser: the chosen part of the map as picture, file, table or page. Never another look."""
