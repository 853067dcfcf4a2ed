"""What the log follows of people: which detail changed, and never what it was."""

from flask_babel import lazy_gettext as _l

from eventsapp.audit.watching import Watched

_PERSON = {
    "name": _l("Full name"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
}
PEOPLE: dict[str, Watched] = {
    "participation": Watched(
        _l("Person on the programme"),
        {"role": _l("Role")},
        {"contact_id": _l("Person")},
        of_people=True,
    ),
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
    "contact_import": Watched(
        _l("Import of contacts"), {"progress": _l("State")}, label="file_name"
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
        _PERSON
        | {
            "identity": _l("Document number"),
            "identity_details": _l("Identity document"),
            "plate": _l("Number plate"),
        },
        of_people=True,
    ),
    "press_replacement": Watched(
        _l("Colleague instead of a journalist"),
        {"asked_at": _l("Asked"), "taken_at": _l("Applied")},
        {"name": _l("Full name"), "email": _l("E-mail")},
        of_people=True,
    ),
    "press_security_link": Watched(
        _l("Security list sent"),
        {"sent_at": _l("Sent"), "ends_at": _l("Works until")},
        {"name": _l("Full name"), "email": _l("E-mail"), "generation": _l("Withdrawn")},
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
        parts={
            "emails": ("address", _l("E-mail addresses")),
            "phones": ("written", _l("Phones")),
            "posts": ("titles", _l("Posts")),
        },
        of_people=True,
    ),
    "event_guest": Watched(
        _l("Guest of the event"),
        {"role": _l("Role"), "until": _l("Access until")},
        {"email": _l("E-mail")},
        of_people=True,
    ),
    "contact_list": Watched(
        _l("List of contacts"),
        {
            "name": _l("Name of the list"),
            "language": _l("Written to in"),
            "outlet": _l("Outlet"),
            "beat": _l("Beat"),
            "region": _l("Region"),
            "within_id": _l("Only those on the list"),
        },
        label="name",
    ),
    "contact_merge": Watched(_l("Merged contacts"), of_people=True),
    "registration_note": Watched(_l("Note about a person"), of_people=True),
    "privacy_handout": Watched(_l("Link to personal data"), of_people=True),
}
