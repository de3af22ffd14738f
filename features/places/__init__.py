"""Countries and larger cities that a text names, and the part each plays: origin, destination or workplace."""
