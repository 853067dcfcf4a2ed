"""The desk's directory of outlets."""
