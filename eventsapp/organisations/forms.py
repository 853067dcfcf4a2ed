"""What we ask about an organisation."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional, ValidationError

from eventsapp.core import colours, images
from eventsapp.core.errors import Refusal
from eventsapp.organisations import senders
from eventsapp.organisations.models import Organisation
from eventsapp.organisations.services import OrganisationDetails
from eventsapp.web.fields import (
    LineField,
    PhoneField,
    RecordForm,
    SomeLanguage,
    TextsField,
    original_of,
)
from eventsapp.web.zones import ZoneField

_WEB_ADDRESS = re.compile(r"https?://[^\s/]+\.\S+", re.IGNORECASE)

_MAILBOX = (
    Optional(),
    Length(max=254),
    Email(_l("Enter an e-mail like name@example.org."), allow_smtputf8=False),
)


class OrganisationForm(RecordForm):
    """An organisation; a partner in somebody's directory has no settings of its own."""

    version = HiddenField()
    names = TextsField(
        _l("Name"),
        [SomeLanguage(_l("Enter the name of the organisation in one language at least."))],
    )
    short_names = TextsField(_l("Short name"), longest=60)
    boilerplate = TextsField(_l("About the organisation"), longest=6000, multiline=True)
    postal_address = TextsField(_l("Postal address"), longest=300)
    website = LineField(_l("Website"), [Optional(), Length(max=500)])
    email = LineField(_l("E-mail"), _MAILBOX)
    phone = PhoneField(_l("Phone"))
    sender_names = TextsField(_l("Name in the sender line"), longest=120)
    sender_address = LineField(_l("Sender address"), _MAILBOX)
    reply_to = LineField(_l("Answers go to"), _MAILBOX)
    logo = FileField(_l("Logo"))
    without_logo = BooleanField(_l("Remove the logo"))
    accent = LineField(_l("Colour"), [Optional(), Length(max=20)])
    timezone = ZoneField(_l("Time zone"))
    listed = BooleanField(_l("Show in the public list of organisations"))
    retention_days = IntegerField(
        _l("Days until personal data are erased"),
        [InputRequired(_l("Enter a number of days.")), NumberRange(1, 3650)],
    )

    picture: bytes | None = None  # the new logo, redrawn

    def __init__(self, organisation: Organisation | None = None, *, is_partner: bool) -> None:
        super().__init__(obj=organisation or Organisation())
        self.organisation = organisation
        if is_partner:
            del self.timezone, self.retention_days, self.sender_names, self.reply_to, self.accent
        if is_partner or not senders.domains():
            del self.sender_address

    def validate_website(self, field: Any) -> None:
        """An address of the web and nothing else."""
        if field.data and not _WEB_ADDRESS.fullmatch(field.data):
            raise ValidationError(_("Enter a web address that begins with https://."))

    def validate_sender_address(self, field: Any) -> None:
        """One for which the installation's mail server may send."""
        if field.data and not senders.is_allowed(field.data):
            allowed = ", ".join(senders.domains())
            raise ValidationError(
                _("Mails can be sent from these domains: %(domains)s", domains=allowed)
            )

    def validate_accent(self, field: Any) -> None:
        """Six digits; whether it can be read is seen to where it is used."""
        if field.data and not colours.is_colour(field.data):
            raise ValidationError(_("Enter a colour as # and six digits, like #0A6A4D."))

    def validate_logo(self, field: Any) -> None:
        """Look at what was sent, not at its name."""
        if not field.data:
            return
        try:
            self.picture = images.clean_logo(field.data.stream)
        except Refusal as refusal:
            raise ValidationError(str(refusal.message)) from None

    def details(self) -> OrganisationDetails:
        """The answers. Call only after the form has validated."""
        stored = self.organisation.original_language if self.organisation else self.shown_language
        names = (
            "short_names",
            "boilerplate",
            "postal_address",
            "listed",
            "timezone",
            "retention_days",
            "sender_names",
            "accent",
        )
        addresses = ("sender_address", "reply_to")
        given: dict[str, Any] = {
            name: (self[name].data or "").lower() for name in addresses if name in self
        }
        return OrganisationDetails(
            names=self.names.data,
            original_language=original_of(self.names.data, stored),
            website=self.website.data or "",
            email=(self.email.data or "").lower(),
            phone=self.phone.data or "",
            **{name: self[name].data for name in names if name in self},
            **given,
        )
