"""The public pages: they show what the rows below know."""
