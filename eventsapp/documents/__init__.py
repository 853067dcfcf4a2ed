"""Documents written from an event: announcement, agenda, lists, name plates, badges."""
