"""Where to walk: one module a kind of access."""
