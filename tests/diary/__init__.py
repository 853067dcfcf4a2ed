"""The diary of days."""
