"""What we ask about a venue, its rooms, and a city that is not in the list."""

import re
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField, IntegerField, SelectField
from wtforms import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from eventsapp.core.alphabets import sort_key
from eventsapp.core.texts import Texts
from eventsapp.venues import queries
from eventsapp.venues.models import Venue
from eventsapp.venues.services import RoomDetails, VenueDetails
from eventsapp.web.fields import (
    LineField,
    PhoneField,
    RecordForm,
    SomeLanguage,
    TextsField,
    original_of,
)
from eventsapp.web.forms import Row
from eventsapp.web.locale import current_language
from eventsapp.web.numbers import hidden_number
from eventsapp.web.opened import OpenedForm
from eventsapp.web.zones import ZoneField

MOST_PEOPLE = 1_000_000
_POINT = re.compile(r"^\s*(-?\d{1,3}(?:[.,]\d+)?)\s*[;,\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*$")
_HOME = {"KZ": 0, "KG": 1, "TR": 2}  # the order of countries in a choice
_NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")


class PointField(LineField):
    """Latitude and longitude on one line, as map services copy them."""

    point: tuple[float, float] | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the two numbers, with point or comma."""
        found = _POINT.match(self.data or "")
        if found:
            latitude, longitude = (float(part.replace(",", ".")) for part in found.groups())
            self.point = (latitude, longitude)
        inside = self.point and abs(self.point[0]) <= 90 and abs(self.point[1]) <= 180
        if self.data and not inside:
            raise ValidationError(
                _(
                    "Enter latitude and longitude like 40.5283, 72.7985, from -90 to 90 and -180 to 180."
                )
            )


class RoomForm(Row):
    """One room of a venue."""

    id = HiddenField()
    names = TextsField(_l("Name of the room"))
    capacity = IntegerField(_l("Seats"), [Optional(), NumberRange(0, MOST_PEOPLE)])

    def validate_names(self, field: Any) -> None:
        """Seats belong to a room with a name; a row without either is left out."""
        if self.capacity.data is not None and not field.data:
            raise ValidationError(_("Enter the name of the room."))


class VenueForm(OpenedForm):
    """A venue with its rooms."""

    names = TextsField(
        _l("Name"), [SomeLanguage(_l("Enter the name of the venue in one language at least."))]
    )
    address = TextsField(_l("Address"), longest=300)
    access = TextsField(_l("How to get in"), longest=2000, multiline=True)
    city = SelectField(_l("City"), [InputRequired(_l("Choose the city."))], coerce=str)
    point = PointField(_l("Map point"), [Optional(), Length(max=60)])
    timezone = ZoneField(_l("Time zone"), [Optional()])
    capacity = IntegerField(
        _l("Capacity of the whole place"), [Optional(), NumberRange(0, MOST_PEOPLE)]
    )
    phone = PhoneField(_l("Phone"))
    website = LineField(_l("Website"), [Optional(), Length(max=500)])
    rooms = FieldList(FormField(RoomForm), _l("Rooms"), max_entries=40)

    def __init__(self, venue: Venue | None = None, **values: Any) -> None:
        super().__init__(data=_stored(venue) | values)
        self.note_stored(_stored(venue))
        self.venue = venue
        self.city.choices = city_choices()
        self.timezone.choices = [Choice("", _("As in the city"))] + [
            Choice(zone, optgroup=group)
            for group, zones in self.timezone.choices.items()
            for zone in zones
        ]

    def validate_website(self, field: Any) -> None:
        """An address of the web and nothing else."""
        if field.data and not re.match(r"https?://[^\s/]+\.[^\s]+$", field.data):
            raise ValidationError(_("Enter a web address that begins with https://."))

    def details(self) -> VenueDetails:
        """The answers. Call only after the form has validated."""
        latitude, longitude = self.point.point or (None, None)
        stored = self.venue.original_language if self.venue else self.shown_language
        return VenueDetails(
            city=next(city for city in queries.cities() if str(city.id) == self.city.data),
            names=self.names.data,
            original_language=original_of(self.names.data, stored),
            address=self.address.data,
            access=self.access.data,
            latitude=latitude,
            longitude=longitude,
            timezone=self.timezone.data or None,
            capacity=self.capacity.data,
            phone=self.phone.data or "",
            website=self.website.data or "",
            rooms=tuple(_room(entry.form) for entry in self.rooms if entry.form.names.data),
        )


class CityForm(RecordForm):
    """A city that is not in the list."""

    names = TextsField(
        _l("Name"),
        [SomeLanguage(_l("Enter the name of the city in one language at least."))],
        longest=100,
    )
    country = SelectField(_l("Country"), [InputRequired()])
    timezone = ZoneField(_l("Time zone"), [InputRequired(_l("Choose the time zone."))])

    def __init__(self, **values: Any) -> None:
        super().__init__(data=values)
        self.country.choices = _countries()


def city_choices() -> list[Choice]:
    """Every city by its name in the reader's language, grouped by country; values are numbers."""
    language, countries = current_language(), get_locale().territories
    named = [(city.names.read([language]).text, city) for city in queries.cities()]
    named.sort(key=lambda pair: (_HOME.get(pair[1].country, 9), sort_key(pair[0], language)))
    return [Choice("", _("Choose the city"))] + [
        Choice(str(city.id), name, optgroup=countries.get(city.country, city.country))
        for name, city in named
    ]


def _countries() -> list[Choice]:
    language, names = current_language(), get_locale().territories
    known = [code for code in names if len(code) == 2 and code not in _NO_COUNTRIES]
    known.sort(key=lambda code: sort_key(names[code], language))
    return [Choice(code, names[code]) for code in known]


def _stored(venue: Venue | None) -> dict[str, Any]:
    if venue is None:
        return {}
    plain = ("names", "address", "access", "capacity", "phone", "website")
    known = venue.latitude is not None and venue.longitude is not None
    return {name: getattr(venue, name) for name in plain} | {
        "city": str(venue.city_id),
        "point": f"{venue.latitude}, {venue.longitude}" if known else "",
        "timezone": venue.timezone or "",
        "rooms": [
            {"id": str(room.id), "names": room.names, "capacity": room.capacity}
            for room in venue.rooms
        ],
    }


def _room(form: Any) -> RoomDetails:
    return RoomDetails(
        id=hidden_number(form.id.data),
        names=Texts(form.names.data),
        capacity=form.capacity.data,
    )
