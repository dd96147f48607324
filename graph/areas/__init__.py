"""Large networks cut into areas: sectors, circles, districts. Never draws."""
