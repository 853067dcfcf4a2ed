"""The programme: agenda items and the people with a part in the event."""
