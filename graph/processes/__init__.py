"""What runs beside the service or below Python: processes, the memory of the system; never what they compute."""
