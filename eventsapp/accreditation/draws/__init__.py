"""Choosing by lot where more apply than there are places."""
