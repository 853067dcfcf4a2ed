"""What the check screen tells of a reading: how sure each field is, and what to look at."""

from flask_babel import gettext as _

from eventsapp.announcements.reading.findings import Doubt, Mark, Reading

OPTIONAL = (  # fields that an announcement may leave out
    "type_name", "ends_on", "doors_at", "closes_on", "address", "place_note", "online_url", "people",
    "programme", "visit", "funding_line", "answerer", "phones", "emails", "source_url", "decision", "stages",
)  # fmt: skip


def marks(reading: Reading, wanted: list[str]) -> dict[str, str]:
    """For each field of the form: sure, check, or missing."""
    found = {
        "type": reading.type, "type_name": reading.type_name, "title": reading.title, "starts_on": reading.start_date,
        "starts_at": reading.start_time, "ends_on": reading.end_time or reading.end_date,
        "doors_at": reading.registration_time, "closes_on": reading.accreditation_deadline,
        "city": reading.city, "venue": reading.venue, "address": reading.address,
        "online_url": reading.online_url, "bodies": reading.bodies, "people": reading.people,
        "programme": reading.agenda, "visit": reading.side_visit,
        "funding_line": reading.funding_line, "place_note": reading.district,
        "source_url": reading.source, "figures": reading.figures, "quotes": reading.quotes,
        "decision": reading.decision, "stages": reading.stages, "answerer": reading.answerer, "phones": reading.phones, "emails": reading.emails,
    }  # fmt: skip
    sure = {name: "sure" if value else "missing" for name, value in found.items()}
    rows = [name for name, one in reading.found() if one.mark is Mark.CHECK]
    doubtful = [name for name in ("figures", "quotes") if name in rows]
    return sure | dict.fromkeys([*wanted, *doubtful], "check")


def doubts(reading: Reading) -> list[str]:
    """What is said about the text, and about single fields, in words."""
    words = {
        Doubt.NO_YEAR: _("The text names no year. The nearest one is filled in."),
        Doubt.WRONG_WEEKDAY: _("The weekday in the text is not that of the date."),
        Doubt.ONLY_STAMP: _("Only the date of the document was found, not that of the event."),
        Doubt.DAY_GUESSED: _("The day is counted from the date of the text."),
        Doubt.FEAST: _("Only a feast tells the day, so it is marked as not certain."),
        Doubt.DAY_LOST: _("No day was found. Choose it yourself."),
        Doubt.SEVERAL_EVENTS: _("The text speaks of several events. The first one is filled in."),
        Doubt.NO_EVENT: _("This does not read like the announcement of an event."),
        Doubt.VERSIONS_DIFFER: _("The languages of the text do not name the same day and hour."),
        Doubt.TOO_LONG: _("The text is very long. Only its beginning was read."),
        Doubt.GUESSED: "",
    }
    single = [one.doubt for _name, one in reading.found() if one.doubt]
    return [words[doubt] for doubt in dict.fromkeys([*reading.doubts, *single]) if words[doubt]]
