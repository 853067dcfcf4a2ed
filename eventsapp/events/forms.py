"""The Details form: one value of details in, one out, checked in the event's zone."""

import json
from typing import Any

from flask import request
from wtforms import FieldList, FormField, HiddenField, IntegerField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from eventsapp.core.texts import LANGUAGES
from eventsapp.events import details, directory, times
from eventsapp.events.choices import Choices, place_value
from eventsapp.events.details import Details
from eventsapp.events.form_parts import (
    PlacePart,
    ReadersPart,
    TextsPart,
    type_choices,
    zone_choices,
)
from eventsapp.events.form_rows import AnswererRow, BodyRow, SeatsRow
from eventsapp.events.form_times import TimesPart
from eventsapp.events.kinds import Type
from eventsapp.events.models import Event, Precision, Visibility
from eventsapp.web.fields import SHOWN, RecordForm

_TEXTS = details.TEXTS
_SAME = (
    *_TEXTS, "type", "original_language", "precision", "zone", "online_url", "online_is_public",
    "visibility", "open_to_press", "capacity", "retention_days", "source_url", "slug",
)  # fmt: skip


class DetailsForm(TextsPart, TimesPart, PlacePart, ReadersPart, RecordForm):
    """Everything on the Details tab. `version` and `base` say what it was opened with."""

    version = IntegerField(widget=HiddenInput())
    base = HiddenField()
    bodies = FieldList(FormField(BodyRow), max_entries=30)
    contacts = FieldList(FormField(AnswererRow), max_entries=10)
    categories = FieldList(FormField(SeatsRow), max_entries=10)

    def __init__(
        self, what: Details, choices: Choices, *, version: int = 0, event: Event | None = None
    ) -> None:
        super().__init__(data=_data(what) | {"version": version, "base": dump(what)})
        self.offered, self.event = choices, event
        self.type.choices = type_choices()
        self.city.choices, self.place.choices = choices.cities, choices.places
        self.parent.choices = choices.parents
        self.zone.choices = zone_choices(what.zone)
        self.offer()

    def offer(self) -> None:
        """Give every row its choices, those added by a button too."""
        for row in self.bodies:
            row.form.organisation.choices = self.offered.organisations
        for row in self.contacts:
            row.form.contact.choices = self.offered.contacts

    @property
    def shown_language(self) -> str:
        """Unless one is asked for: the reader's if the title is in it, else the original."""
        language = super().shown_language
        if language in self.titles.data or request.values.get(SHOWN) in LANGUAGES:
            return language
        return self.original_language.data if not self.errors else language

    def rearranged(self) -> bool:
        """Whether a button for rows was pressed; a new row gets its choices."""
        pressed = super().rearranged()
        self.offer()
        return pressed

    @property
    def its_zone(self) -> str:
        """The zone in which its hours are meant."""
        chosen = self.zone.data if self.zone.data in times.ZONES else ""
        return chosen or self.offered.zone(self.place.data, self.city.data)

    def validate_parent(self, field: Any) -> None:
        """Another event than one of its own parts."""
        try:
            if self.event is not None and field.data and not field.errors:
                directory.refuse_circle(self.event, int(field.data))
        except directory.Circular as refusal:
            raise ValidationError(str(refusal.message)) from None

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, then the times against each other and against the zone."""
        if not super().validate(extra_validators):
            return False
        self.check_times()
        self._check_categories()
        return not self.errors

    def opened_with(self) -> Details | None:
        """The details that the form was opened with; None where that cannot be read."""
        try:
            return details.from_json(json.loads(self.base.data or ""))
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def details(self) -> Details:
        """The answers. Call only after the form has validated."""
        venue, _colon, room = (self.place.data or "").partition(":")
        texts: dict[str, Any] = {name: dict(getattr(self, name).data) for name in _TEXTS}
        plain: dict[str, Any] = {
            name: getattr(self, name).data or ""
            for name in ("zone", "online_url", "source_url", "slug")
        }
        return Details(
            type=Type(self.type.data),
            original_language=self.original_language.data,
            precision=Precision(self.precision.data),
            starts=self.starts,
            ends=self.ends,
            doors=self.doors,
            city_id=_number(self.city.data),
            venue_id=_number(venue),
            room_id=_number(room),
            parent_id=_number(self.parent.data),
            online_is_public=self.online_is_public.data,
            visibility=Visibility(self.visibility.data),
            open_to_press=self.open_to_press.data,
            working_languages=tuple(self.working_languages.data or ()),
            interpretation=tuple(self.interpretation.data or ()),
            capacity=self.capacity.data,
            retention_days=self.retention_days.data,
            bodies=tuple(filter(None, (row.form.details() for row in self.bodies))),
            contacts=tuple(filter(None, (row.form.details() for row in self.contacts))),
            categories=tuple(row.form.details() for row in self.categories),
            **plain,
            **texts,
        )

    def _check_categories(self) -> None:
        for row in self.categories:
            for field in (row.form.opens, row.form.closes):
                self.check_hour(field, field.data)
        if any(row.errors for row in self.categories):
            self.categories.errors = [row.errors for row in self.categories]


def dump(what: Details) -> str:
    """Details as the form carries them to compare with later."""
    return json.dumps(details.to_json(what), ensure_ascii=False, separators=(",", ":"))


def _data(what: Details) -> dict[str, Any]:
    same = {name: getattr(what, name) for name in _SAME}
    hours = what.precision is Precision.TIME
    return same | {
        "starts_on": what.starts.date(),
        "starts_at": what.starts.time() if hours else None,
        "ends_on": what.ends.date() if what.ends else None,
        "ends_at": what.ends.time() if what.ends and hours else None,
        "doors_at": what.doors.time() if what.doors else None,
        "city": str(what.city_id or ""),
        "place": place_value(what.venue_id, what.room_id),
        "parent": str(what.parent_id or ""),
        "working_languages": list(what.working_languages),
        "interpretation": list(what.interpretation),
        "bodies": [_body(body) for body in what.bodies],
        "contacts": [_answerer(contact) for contact in what.contacts],
        "categories": [
            vars(seats) | {"allowed": "\n".join(seats.allowed)} for seats in what.categories
        ],
    }


def _body(body: details.Body) -> dict[str, str]:
    return {
        "role": body.role.value,
        "organisation": str(body.organisation_id or ""),
        "name": body.name,
    }


def _answerer(contact: details.Answerer) -> dict[str, str]:
    return {
        "contact": str(contact.contact_id or ""),
        "name": contact.name,
        "phones": ", ".join(contact.phones),
        "emails": ", ".join(contact.emails),
    }


def _number(text: str | None) -> int | None:
    return int(text) if text else None
