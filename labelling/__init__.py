"""Asks people, and weighs what they say."""
