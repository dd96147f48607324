"""All thinking about actor networks: store, query, projection, measures, gaps. No HTTP, no HTML."""
