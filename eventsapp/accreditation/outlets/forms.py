"""What the desk is asked about an outlet."""

from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms import SelectChoice as Choice
from wtforms.validators import DataRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput

from eventsapp.accreditation.wording import OUTLETS, choices
from eventsapp.contacts import outlets
from eventsapp.contacts.outlet_models import Outlet, OutletKind
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.core.texts import ENDONYMS
from eventsapp.web.countries import COUNTRIES, country
from eventsapp.web.fields import LineField
from eventsapp.web.forms import Form


class OutletForm(Form):
    """An outlet of the directory."""

    name = LineField(
        _l("Name"), [DataRequired(_l("Enter the name of the outlet.")), Length(max=200)]
    )
    join = BooleanField(_l("Make them one outlet"))
    kind = SelectField(_l("Kind of outlet"), choices=choices(OUTLETS))
    country = SelectField(_l("Country"), [Optional()])
    city = LineField(_l("City"), [Optional(), Length(max=100)])
    languages = SelectMultipleField(_l("Languages"), [Optional()], option_widget=CheckboxInput())
    site = LineField(_l("Website"), [Optional(), Length(max=500)])

    def __init__(self, organisation_id: int, outlet: Outlet | None = None) -> None:
        super().__init__(obj=outlet)
        self.organisation_id, self.outlet = organisation_id, outlet
        named = [Choice(code, country(code)) for code in COUNTRIES]
        self.country.choices = [Choice("", _("Not known")), *named]
        self.languages.choices = [Choice(code, name) for code, name in ENDONYMS.items()]

    @property
    def namesake(self) -> Outlet | None:
        """Another outlet that has the name already."""
        found = outlets.named(self.organisation_id, self.name.data or "")
        return found if found is not self.outlet else None

    def validate_name(self, field: Any) -> None:
        """One outlet of a name; an outlet may become one with another."""
        if self.namesake and not (self.outlet and self.join.data):
            raise ValidationError(_("There is an outlet of this name already."))

    def validate_site(self, field: Any) -> None:
        """A page that a browser opens."""
        if not (field.data.startswith(("http://", "https://")) and urlsplit(field.data).hostname):
            raise ValidationError(_("Enter a web address that begins with https://."))

    def details(self) -> OutletDetails:
        """The answers. Call only after the form has validated."""
        return OutletDetails(
            name=self.name.data or "",
            kind=OutletKind(self.kind.data),
            country=self.country.data or "",
            city=self.city.data or "",
            languages=tuple(self.languages.data or ()),
            site=self.site.data or "",
        )
