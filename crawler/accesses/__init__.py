"""Ways to sources: one module each, with where to begin and how to read what comes back. Pure: they make no requests."""
