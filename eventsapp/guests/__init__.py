"""Guests: people who work at one event of an organisation, and see nothing else of it."""
