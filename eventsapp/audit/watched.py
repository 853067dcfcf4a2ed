"""Which tables and columns the log follows, and what each is called: the one list of both.

Of people it keeps which of their details changed and never what they were: erasing somebody
would otherwise leave them in the log.
"""

from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

_PERSON = {
    "name": _l("Full name"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
}


@dataclass(frozen=True)
class Watched:
    """One table: its records' name, the columns shown, those only named, and what labels it."""

    noun: Any
    shown: dict[str, Any] = field(default_factory=dict)
    hidden: dict[str, Any] = field(default_factory=dict)
    label: str = ""  # the column with its name; people have none here
    of_people: bool = False  # not followed when the product itself erases them

    @property
    def columns(self) -> dict[str, Any]:
        """Every column followed, with its name."""
        return self.shown | self.hidden


WATCHED: dict[str, Watched] = {
    "event": Watched(
        _l("Event"),
        {
            "state": _l("State"),
            "visibility": _l("Visibility"),
            "trashed_at": _l("In the trash since"),
            "titles": _l("Title"),
            "local_starts_at": _l("Start"),
            "local_ends_at": _l("End"),
            "local_doors_at": _l("Doors open"),
            "timezone": _l("Time zone"),
            "precision": _l("How exact the time is"),
            "city_id": _l("City"),
            "venue_id": _l("Venue"),
            "room_id": _l("Room"),
            "online_url": _l("Online link"),
            "summaries": _l("Summary"),
            "descriptions": _l("Description"),
            "funding_lines": _l("Funding line"),
            "capacity": _l("Places"),
            "reasons": _l("Reason"),
            "open_to_press": _l("Open to the press"),
            "retention_days": _l("Days personal data are kept"),
        },
        label="titles",
    ),
    "event_category": Watched(
        _l("Way of taking part"),
        {
            "names": _l("Name"),
            "capacity": _l("Places"),
            "opens_at": _l("Registration opens"),
            "closes_at": _l("Registration closes"),
            "is_open": _l("Open"),
        },
        label="names",
    ),
    "room_booking": Watched(
        _l("Room of an event"),
        {"room_id": _l("Room"), "is_shared": _l("Shared with another event")},
    ),
    "programme_item": Watched(
        _l("Programme item"),
        {
            "titles": _l("Title"),
            "minutes_after": _l("Minutes after the start"),
            "minutes": _l("Minutes"),
        },
        label="titles",
    ),
    "participation": Watched(_l("Person on the programme"), {"role": _l("Role")}, of_people=True),
    "registration": Watched(
        _l("Registration"),
        {"status": _l("Status"), "category_id": _l("Way of taking part")},
        _PERSON | {"organisation_name": _l("Organisation")},
        of_people=True,
    ),
    "registration_import": Watched(
        _l("Import of people"),
        {"progress": _l("State"), "sends_letters": _l("Confirmations")},
        label="file_name",
    ),
    "press_import": Watched(
        _l("Import of journalists"),
        {"progress": _l("State"), "sends_letters": _l("Confirmations")},
        label="file_name",
    ),
    "event_file": Watched(
        _l("Import of a calendar"),
        {"taken_at": _l("Imported"), "undone_at": _l("Undone")},
        label="file_name",
    ),
    "contact_import": Watched(
        _l("Import of contacts"), {"progress": _l("State")}, label="file_name"
    ),
    "invitation_round": Watched(
        _l("Invitations sent"),
        {
            "category_id": _l("Way of taking part"),
            "answer_by": _l("Answer by"),
            "companions": _l("Companions each may bring"),
        },
    ),
    "personal_invitation": Watched(
        _l("Personal invitation"),
        {},
        {"name": _l("Full name"), "email": _l("E-mail"), "withdrawn_at": _l("Withdrawn")},
        of_people=True,
    ),
    "press_applicant": Watched(
        _l("Journalist"),
        {"status": _l("Status")},
        _PERSON | {"identity": _l("Document number"), "plate": _l("Number plate")},
        of_people=True,
    ),
    "press_card": Watched(
        _l("Press card"),
        {"valid_from": _l("Valid from"), "valid_until": _l("Valid until")},
        {"name": _l("Full name"), "email": _l("E-mail"), "withdrawn_at": _l("Withdrawn")},
        of_people=True,
    ),
    "contact": Watched(
        _l("Contact"),
        {"consent_source": _l("Consent"), "consented_on": _l("Date of consent")},
        {"names": _l("Full name"), "note": _l("Note"), "outlet": _l("Outlet")},
        of_people=True,
    ),
    "venue": Watched(
        _l("Venue"),
        {"names": _l("Name"), "address": _l("Address"), "capacity": _l("Places")},
        label="names",
    ),
    "organisation": Watched(
        _l("Organisation"),
        {
            "names": _l("Name"),
            "boilerplate": _l("About us"),
            "email": _l("E-mail"),
            "sender_names": _l("Sender name"),
            "sender_address": _l("Sender address"),
            "reply_to": _l("Answers go to"),
            "timezone": _l("Time zone"),
            "logo_key": _l("Logo"),
            "accent": _l("Colour"),
            "listed": _l("On the public list"),
            "retention_days": _l("Days personal data are kept"),
            "audit_days": _l("Days the log is kept"),
            "requires_second_factor": _l("Second step required"),
        },
        label="names",
    ),
    "membership": Watched(_l("Member of the team"), {"role": _l("Role")}, label="user_id"),
    "team_invite": Watched(
        _l("Invitation to the team"), {"role": _l("Role")}, {"email": _l("E-mail")}
    ),
    "event_guest": Watched(
        _l("Guest of the event"),
        {"role": _l("Role"), "until": _l("Access until")},
        {"email": _l("E-mail")},
        of_people=True,
    ),
    "api_token": Watched(
        _l("Token of a program"),
        {"scopes": _l("May do"), "expires_at": _l("Works until")},
        label="name",
    ),
    "webhook_endpoint": Watched(
        _l("Webhook"),
        {"url": _l("Address"), "kinds": _l("Notified about"), "standing": _l("State")},
        {"sealed_secret": _l("Secret")},
        label="url",
    ),
    "document_template": Watched(
        _l("Document template"), {}, {"file_key": _l("File")}, label="file_name"
    ),
    "press_export": Watched(
        _l("List for the security service, with document numbers"),
        {"people": lazy_pgettext("number of", "People")},
    ),
    "door": Watched(_l("Door"), {"closed_at": _l("Closed")}, {"pin": _l("PIN")}, label="name"),
    "account_device": Watched(_l("Sign-in"), of_people=True),
    "account_address_change": Watched(_l("New e-mail address for an account"), of_people=True),
    "account_identity": Watched(_l("Sign-in by a provider"), of_people=True),
    "account_authenticator": Watched(_l("Authenticator app"), of_people=True),
    "account_passkey": Watched(_l("Passkey"), of_people=True),
}
