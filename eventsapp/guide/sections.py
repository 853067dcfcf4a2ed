"""The pages of the guide in order, and which of them helps on which page of the desk.

The texts lie beside this file, a folder a language.
"""

from functools import cache
from pathlib import Path

from flask_babel import lazy_gettext as _l

FOLDER = Path(__file__).parent
TITLES = {
    "start": _l("First steps"),
    "events": _l("Events"),
    "programme": _l("Programme and people"),
    "registration": _l("Registration"),
    "press": _l("The press"),
    "messages": _l("Messages"),
    "papers": _l("Materials, documents and outcome"),
    "door": _l("At the door"),
    "contacts": _l("Contacts and invitations"),
    "places": _l("Venues and organisations"),
    "numbers": _l("Numbers"),
    "settings": _l("Settings"),
}
START = "start"
PICTURED = ("en", "kk")  # languages with pictures of their own (tools/guide_pictures.py)
OF_PAGES = {  # of single pages, then of blueprints
    "desk.today": START,
    "desk.find": START,
    "desk.venue_week": "places",
    "announcements": START,
    "desk": "events",
    "event_files": "events",
    "manage_events": "events",
    "manage_programme": "programme",
    "manage_people": "programme",
    "manage_questions": "registration",
    "manage_registrations": "registration",
    "registered_contacts": "registration",
    "registered_people": "registration",
    "registration_imports": "registration",
    "accredited_contacts": "press",
    "manage_accreditation": "press",
    "manage_draws": "press",
    "manage_marks": "press",
    "manage_pool": "press",
    "manage_press_cards": "press",
    "manage_replacements": "press",
    "manage_security": "press",
    "manage_turns": "press",
    "press_imports": "press",
    "press_queue": "press",
    "manage_mail": "messages",
    "manage_messages": "messages",
    "manage_documents": "papers",
    "manage_materials": "papers",
    "manage_outcome": "papers",
    "manage_checkin": "door",
    "manage_contacts": "contacts",
    "manage_imports": "contacts",
    "manage_invitations": "contacts",
    "manage_lists": "contacts",
    "manage_merges": "contacts",
    "manage_outlets": "contacts",
    "manage_organisations": "places",
    "manage_venues": "places",
    "manage_diary": "numbers",
    "manage_reports": "numbers",
    "statistics": "numbers",
    "accounts": "settings",
    "manage_api": "settings",
    "manage_audit": "settings",
    "manage_guests": "settings",
    "manage_privacy": "settings",
    "manage_team": "settings",
    "manage_templates": "settings",
    "manage_webhooks": "settings",
    "system": "settings",
    "system_privacy": "settings",
}


def helping(endpoint: str | None) -> str:
    """The section that helps on a page of the desk."""
    page = endpoint or ""
    return OF_PAGES.get(page) or OF_PAGES.get(page.partition(".")[0], START)


def picture(section: str, language: str) -> str:
    """The picture of a section, as a file of `static/`; in English where there is no other."""
    return f"img/guide/{language if language in PICTURED else 'en'}/{section}.webp"


@cache
def text(section: str, language: str) -> str:
    """The words of a section as Markdown."""
    return (FOLDER / language / f"{section}.md").read_text(encoding="utf-8")
