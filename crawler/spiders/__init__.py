"""Where to walk: one spider for every access, led by the frontier."""
