"""Evidence on disk: what every site answered, in WARC files, before anything was read from it."""
