"""People of the press from a file or a pasted list."""
