"""The packages of eventsapp, lowest row first (README, "Map of the code")."""

ROWS = (
    ("core", "web"),
    ("organisations",),
    ("venues", "contacts", "mail"),
    ("accounts",),  # mails the link to set a password
    ("events",),
    ("programme",),
    ("calendars",),
    ("registration",),
    ("messages",),
    ("site", "desk"),
    ("demo",),
)
