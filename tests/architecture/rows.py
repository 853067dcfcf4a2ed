"""The packages of eventsapp, lowest row first (README, "Map of the code")."""

ROWS = (
    ("core", "web"),
    ("organisations", "backup", "guide"),
    ("venues", "mail"),
    ("accounts", "contacts"),  # mail links: to set a password, to correct one's own data
    ("events",),
    ("programme", "guests"),
    ("calendars",),
    ("questions",),
    ("registration",),  # asks them
    ("accreditation",),
    ("materials", "outcome"),  # open to accepted journalists; quote people of the programme
    ("checkin",),  # reminders ask who has come
    ("messages",),
    ("announcements", "eventfiles"),  # a draft gets the usual reminders
    ("documents",),  # long lists are made by the worker
    ("invitations",),  # a letter on paper goes with each
    ("site", "desk", "api", "statistics", "reports", "diary", "system"),
    (
        "digests",
        "briefs",
        "audit",
        "mycalendar",
    ),  # follow the filters of the list, link to the desk
    ("webhooks",),  # tell of check-ins too; mail the team
    ("preferences", "privacy"),  # of digests and briefs too
    ("demo",),
)
