"""The questions that an organiser adds to the registration form of an event."""
