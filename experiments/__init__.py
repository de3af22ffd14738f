"""Learns: datasets, training runs, evaluation, benchmarks."""
