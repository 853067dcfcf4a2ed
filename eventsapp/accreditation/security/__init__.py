"""The list for the security service of the venue."""
