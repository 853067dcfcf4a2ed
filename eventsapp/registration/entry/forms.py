"""What is asked to pass a place on, to set how people are let in, and to answer those who asked."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
)
from wtforms.validators import Optional, ValidationError

from eventsapp.events.form_parts import CountField
from eventsapp.events.form_times import MomentField
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.events.ways import way
from eventsapp.registration.entry.models import MOST_HOURS, OFFER_HOURS, EntryRules
from eventsapp.registration.forms import ADDRESS, LANGUAGES, NAME
from eventsapp.registration.rules import SWITCHES, RuleDetails
from eventsapp.web.fields import LineField, RecordForm, TextsField, line
from eventsapp.web.forms import Row
from eventsapp.web.locale import current_language
from eventsapp.web.numbers import hidden_number

LONGEST_WORDS = 1500


class TransferForm(RecordForm):
    """Who is to have the place."""

    name = LineField(_l("Full name"), NAME)
    email = EmailField(_l("E-mail"), ADDRESS, filters=[line])
    language = SelectField(_l("Language of the e-mails"), choices=LANGUAGES)

    def __init__(self, *, own_address: str | None) -> None:
        super().__init__()
        self.own_address = own_address

    def validate_email(self, field: EmailField) -> None:
        """Somebody else's address."""
        if field.data.lower() == self.own_address:
            raise ValidationError(_l("This is your own address. Enter that of your colleague."))

    def details(self) -> dict[str, Any]:
        """The answers, tidied. Call only after the form has validated."""
        return {
            "name": self.name.data,
            "email": self.email.data.lower(),
            "language": self.language.data,
        }


class WayRow(Row):
    """What one way of taking part asks before it gives a place."""

    way_id = HiddenField()
    needs_approval = BooleanField(_l("The organiser approves each person"))
    has_waiting_list = BooleanField(_l("Waiting list when all places are taken"))
    checks_address = BooleanField(_l("People confirm their e-mail address first"))


class RulesForm(RecordForm):
    """How an event lets people in."""

    ways = FieldList(FormField(WayRow))
    offers_by_itself = BooleanField(_l("Offer free places down the waiting list by itself"))
    offer_hours = CountField(
        _l("Hours to take an offered place"),
        least=1,
        most=MOST_HOURS,
        words=_l("Enter a number from 1 to 720."),
    )
    in_working_hours = BooleanField(
        _l("Count working hours only (Monday to Friday, 9:00 to 18:00)")
    )
    change_hours = CountField(
        _l("Changes close, hours before the start"),
        least=0,
        most=MOST_HOURS * 10,
        words=_l("Enter a number of hours, 0 or more."),
    )
    answer_by = MomentField(_l("You decide about requests by"))
    accepted_words = TextsField(
        _l("To those whom you approve"), [Optional()], longest=LONGEST_WORDS, multiline=True
    )
    declined_words = TextsField(
        _l("To those whom you decline"), [Optional()], longest=LONGEST_WORDS, multiline=True
    )

    event: Event

    @classmethod
    def of(cls, event: Event, own: EntryRules) -> "RulesForm":
        """The form with what an event has chosen."""
        names = ("offers_by_itself", "offer_hours", "in_working_hours", "change_hours")
        stored = {name: getattr(own, name) for name in (*names, "accepted_words", "declined_words")}
        stored["answer_by"] = own.answer_by and to_local(own.answer_by, event.timezone)
        ways = [
            {"way_id": str(each.id)} | {name: getattr(each, name) for name in SWITCHES}
            for each in event.categories
        ]
        form = cls(data=stored | {"ways": ways})
        form.event = event
        return form

    @property
    def titled_ways(self) -> list[tuple[str, Any]]:
        """Each way with its name."""
        names = {str(each.id): way(each, current_language()) for each in self.event.categories}
        return [(names.get(row.form.way_id.data, ""), row.form) for row in self.ways]

    def validate_answer_by(self, field: MomentField) -> None:
        """An hour that exists."""
        field.check(self.event.timezone)

    def details(self) -> RuleDetails:
        """The answers. Call only after the form has validated."""
        return RuleDetails(
            offers_by_itself=self.offers_by_itself.data,
            offer_hours=self.offer_hours.data or OFFER_HOURS,
            in_working_hours=self.in_working_hours.data,
            change_hours=self.change_hours.data,
            answer_by=self.answer_by.instant(self.event.timezone),
            accepted_words=self.accepted_words.data,
            declined_words=self.declined_words.data,
        )

    def switches(self) -> dict[int, dict[str, bool]]:
        """What each way of the event asks, by its number."""
        return {
            number: {name: row.form[name].data for name in SWITCHES}
            for row in self.ways
            if (number := hidden_number(row.form.way_id.data))
        }
