"""Calendars: RFC 5545 text, iTIP messages to one person, feeds and their siblings."""
