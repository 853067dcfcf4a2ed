"""Reading a pasted announcement into the fields of an event."""
