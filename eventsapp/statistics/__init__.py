"""Statistics: what an organisation did in a period, counted from the events themselves."""
