"""Where actors sit: their districts and postcodes, and the plan of a city that lies beside the data. Never draws."""
