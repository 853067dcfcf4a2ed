"""The report on one event."""
