"""Tells other systems what happened: signed, at least once, in order, and to public addresses only."""
