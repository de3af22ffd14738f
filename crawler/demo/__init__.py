"""A small job board of our own, served on this machine, to see the whole flow at work."""
