"""The line of questions at the event."""
