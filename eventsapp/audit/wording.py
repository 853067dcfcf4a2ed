"""The log in words: what was done to what, and values as people read them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from eventsapp.accounts.wording import ROLES
from eventsapp.accreditation.wording import STATUSES as PRESS_STATUSES
from eventsapp.api.forms import MEANINGS as SCOPES
from eventsapp.audit.models import Deed, Entry
from eventsapp.audit.watched import WATCHED
from eventsapp.core import dates
from eventsapp.core.imports import Progress
from eventsapp.core.texts import ENDONYMS
from eventsapp.events.form_rows import ROLES as BODY_ROLES
from eventsapp.events.kinds import KINDS
from eventsapp.events.models import Precision, State, Visibility
from eventsapp.events.ways import MODES
from eventsapp.materials.kinds import AUDIENCES, LICENCES
from eventsapp.outcome.kinds import DOCUMENT_KINDS, QUALIFIERS
from eventsapp.programme.forms import OPENNESS
from eventsapp.programme.forms import ROLES as PERSON_ROLES
from eventsapp.registration.wording import STATUSES

DEEDS: dict[Deed, Any] = {
    Deed.ADDED: _l("Added"),
    Deed.CHANGED: _l("Changed"),
    Deed.DELETED: _l("Deleted"),
}
STATES: dict[str, Any] = {
    State.DRAFT: _l("Draft"),
    State.PUBLISHED: _l("Published"),
    State.POSTPONED: _l("Postponed"),
    State.CANCELLED: _l("Cancelled"),
    State.WITHDRAWN: _l("Withdrawn"),
}
VISIBILITIES: dict[str, Any] = {
    Visibility.PUBLIC: _l("Public"),
    Visibility.UNLISTED: _l("Only with the address"),
    Visibility.PRIVATE: _l("Only the team"),
}
PRECISIONS: dict[str, Any] = {
    Precision.TIME: _l("Day and hour"),
    Precision.DAY: _l("Only the day"),
    Precision.UNCERTAIN: _l("The day is not certain"),
}
IMPORTS: dict[str, Any] = {
    Progress.MATCHING: _l("Not begun"),
    Progress.RUNNING: _l("Running"),
    Progress.STOPPED: _l("Stopped"),
    Progress.DONE: _l("Finished"),
    Progress.UNDOING: _l("Being undone"),
    Progress.UNDONE: lazy_pgettext("import", "Undone"),
}
WEBHOOKS: dict[str, Any] = {
    "active": lazy_pgettext("webhook", "Active"),
    "paused": _l("Paused"),
    "stopped": _l("Stopped"),
}
WORDS: dict[tuple[str, str], Mapping[Any, Any]] = {
    ("event", "state"): STATES,
    ("event", "type"): {type_: kind.name for type_, kind in KINDS.items()},
    ("event", "visibility"): VISIBILITIES,
    ("event", "precision"): PRECISIONS,
    ("registration", "status"): STATUSES,
    ("press_applicant", "status"): PRESS_STATUSES,
    ("contact_import", "progress"): IMPORTS,
    ("registration_import", "progress"): IMPORTS,
    ("press_import", "progress"): IMPORTS,
    ("event_organisation", "role"): BODY_ROLES,
    ("participation", "role"): PERSON_ROLES,
    ("event_guest", "role"): ROLES,
    ("webhook_endpoint", "standing"): WEBHOOKS,
    ("api_token", "scopes"): SCOPES,
    ("material", "audience"): AUDIENCES,
    ("material", "licence"): LICENCES,
    ("material", "language"): ENDONYMS,
    ("contact_list", "language"): ENDONYMS,
    ("outcome_coverage", "language"): ENDONYMS,
    ("event", "working_languages"): ENDONYMS,
    ("event", "interpretation"): ENDONYMS,
    ("event_category", "mode"): MODES,
    ("programme_item", "openness"): OPENNESS,
    ("outcome_figure", "qualifier"): QUALIFIERS,
    ("outcome_document", "kind"): DOCUMENT_KINDS,
    ("membership", "role"): ROLES,
    ("team_invite", "role"): ROLES,
}


def tell(subject: str, column: str, words: Mapping[Any, Any]) -> None:
    """Let a package above this one say how the values of a column of its own read."""
    WORDS[subject, column] = words


def noun(entry: Entry) -> str:
    """What kind of record it was."""
    watched = WATCHED.get(entry.subject)
    return str(watched.noun) if watched else entry.subject


def author(entry: Entry) -> str:
    """Who did it."""
    return entry.author or _("Dateline, by itself")


def changes(entry: Entry, language: str, zone: str = "UTC") -> Iterator[tuple[str, str, str]]:
    """Each detail that changed: its name, before, after. Details of people have no values.

    Instants are told by the clock of `zone`, hours on the wall as they are.
    """
    watched = WATCHED.get(entry.subject)
    names = watched.names if watched else {}
    for column, values in sorted(entry.changes.items()):
        before, after = values or ("", "")
        yield (
            str(names.get(column, column)),
            _value(entry, column, before, language, zone),
            _value(entry, column, after, language, zone),
        )


def _value(entry: Entry, column: str, value: Any, language: str, zone: str) -> str:
    words = WORDS.get((entry.subject, column))
    if value is None or value in ("", [], {}):
        return ""
    if words:
        told = value if isinstance(value, list) else [value]
        return ", ".join(str(words.get(each, each)) for each in told)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return "\n".join(f"{ENDONYMS.get(key, key)}: {text}" for key, text in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _moment(value, language, zone) if isinstance(value, str) else str(value)


def _moment(text: str, language: str, zone: str) -> str:
    """A date as people read it; any other text as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.tzinfo:
        moment = moment.astimezone(ZoneInfo(zone))
    day = dates.short(moment.date(), language)
    return day if len(text) == len("2026-12-04") else f"{day}, {dates.clock(moment)}"
