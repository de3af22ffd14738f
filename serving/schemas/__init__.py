"""What goes over the wire: models that end in `In` are read, those that end in `Out` are answered."""
