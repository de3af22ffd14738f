"""Judges one posting: calibrated probabilities, per policy, with evidence."""
