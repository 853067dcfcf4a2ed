"""Tables of what the demonstration holds. Every person, address and phone number is invented."""
