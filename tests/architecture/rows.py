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
    ("checkin",),  # reminders ask who has come
    ("messages",),
    ("announcements",),  # a draft gets the usual reminders
    ("documents",),  # long lists are made by the worker
    ("site", "desk", "api"),
    ("digests", "briefs"),  # follow the filters of the list, link to the desk
    ("demo",),
)
