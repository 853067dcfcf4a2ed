"""Personal invitations: people of the address book asked to an event, and their answers."""
