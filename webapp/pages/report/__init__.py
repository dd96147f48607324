"""The paper for the steering group: chosen, edited, kept, as page and as file. Never counts anything itself."""
