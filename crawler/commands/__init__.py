"""The commands of this door, a module each."""
