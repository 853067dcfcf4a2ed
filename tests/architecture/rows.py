"""The packages of eventsapp, lowest row first (README, "Map of the code")."""

ROWS = (
    ("core", "web"),
    ("organisations", "backup"),
    ("venues", "contacts", "mail"),
    ("accounts",),  # mails the link to set a password
    ("events",),
    ("programme",),
    ("calendars",),
    ("registration",),
    ("accreditation",),
    ("messages",),
    ("site", "desk"),
    ("demo",),
)
