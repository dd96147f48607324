"""Two entries that are the same become one, or are said to be different, and are parted again. Never by itself."""
