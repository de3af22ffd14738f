"""One training run, from a file of settings to a registered bundle: tracked, resumable, with its model card."""
