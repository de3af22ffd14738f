"""Brings public postings in."""
