"""People registered from a file."""
