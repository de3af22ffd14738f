"""Reads one posting: words, contacts, money, places, evidence. Pure: no network, database or framework."""
