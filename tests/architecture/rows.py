"""The packages of eventsapp, lowest row first (README, "Map of the code")."""

ROWS = (
    ("core", "web"),
    ("organisations",),
    ("accounts", "venues", "contacts", "mail"),
    ("events",),
    ("programme",),
    ("calendars",),
    ("registration",),
    ("messages",),
    ("site", "desk"),
)
