"""What the log follows of an organisation: its team, settings, places, accounts, programs."""

from flask_babel import lazy_gettext as _l

from eventsapp.audit.watching import Watched

HOUSE: dict[str, Watched] = {
    "venue": Watched(
        _l("Venue"),
        {
            "names": _l("Name"),
            "address": _l("Address"),
            "access": _l("How to get in"),
            "city_id": _l("City"),
            "timezone": _l("Time zone"),
            "capacity": _l("Places"),
            "phone": _l("Phone"),
            "website": _l("Website"),
        },
        label="names",
    ),
    "organisation": Watched(
        _l("Organisation"),
        {
            "names": _l("Name"),
            "boilerplate": _l("About us"),
            "short_names": _l("Short name"),
            "email": _l("E-mail"),
            "phone": _l("Phone"),
            "website": _l("Website"),
            "postal_address": _l("Postal address"),
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
    "account_device": Watched(_l("Sign-in"), of_people=True),
    "account_address_change": Watched(_l("New e-mail address for an account"), of_people=True),
    "account_identity": Watched(_l("Sign-in by a provider"), of_people=True),
    "account_authenticator": Watched(_l("Authenticator app"), of_people=True),
    "account_passkey": Watched(_l("Passkey"), of_people=True),
    "account": Watched(
        _l("Account"), {"is_admin": _l("Administrator")}, {"email": _l("E-mail")}, of_people=True
    ),
    "room": Watched(_l("Room"), {"names": _l("Name"), "capacity": _l("Places")}, label="names"),
    "city": Watched(_l("City"), {"names": _l("Name"), "timezone": _l("Time zone")}, label="names"),
    "press_outlet": Watched(_l("Outlet"), {"name": _l("Name")}, label="name"),
    "diary_post": Watched(
        _l("Weekly diary"), {"weekday": _l("Day of the week"), "hour": _l("Hour")}
    ),
}
