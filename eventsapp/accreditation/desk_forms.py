"""What the desk is asked: how an event takes the press, press cards, a list to paste."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, RadioField, TextAreaField
from wtforms.validators import Email, Length, Optional, ValidationError

from eventsapp.accreditation import wording
from eventsapp.accreditation.details import IntakeDetails
from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import Ask, Need
from eventsapp.accreditation.wording import choices
from eventsapp.contacts.outlet_models import OutletKind
from eventsapp.events.form_parts import CountField
from eventsapp.events.form_times import MomentField
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.web.countries import COUNTRIES, country
from eventsapp.web.fields import LineField, RecordForm, TextsField, line

MOST_PLACES = 100_000
EMAIL = Email(_l("Enter an e-mail like name@example.org."), allow_smtputf8=False)
MOMENTS = ("opens_at", "closes_at", "answer_by")
_QUOTA = re.compile(r"(.+?)\s*[:=]\s*(\d{1,6})")


class IntakeForm(RecordForm):
    """How an event takes applications of the press."""

    is_open = BooleanField(_l("The press can apply"), default=True)
    places = CountField(
        _l("Places for the press"),
        least=0,
        most=MOST_PLACES,
        words=_l("Enter a number of places, 0 or more."),
    )
    outlet_limit = CountField(
        _l("Persons of one outlet"), least=1, most=1000, words=_l("Enter a number from 1 to 1000.")
    )
    opens_at = MomentField(_l("Opens"))
    closes_at = MomentField(_l("Deadline"))
    answer_by = MomentField(_l("Answer by"))
    quotas = TextAreaField(_l("Quotas"), [Optional(), Length(max=2000)])
    card = RadioField(wording.ASKS[Ask.CARD], choices=choices(wording.NEEDS))
    letter = RadioField(wording.ASKS[Ask.LETTER], choices=choices(wording.NEEDS))
    portrait = RadioField(wording.ASKS[Ask.PORTRAIT], choices=choices(wording.NEEDS))
    birth = RadioField(wording.ASKS[Ask.BIRTH], choices=choices(wording.NEEDS))
    attendance = RadioField(wording.ASKS[Ask.ATTENDANCE], choices=choices(wording.NEEDS)[:2])
    equipment = RadioField(wording.ASKS[Ask.EQUIPMENT], choices=choices(wording.NEEDS))
    vehicle = RadioField(wording.ASKS[Ask.VEHICLE], choices=choices(wording.NEEDS))
    needs = RadioField(wording.ASKS[Ask.NEEDS], choices=choices(wording.NEEDS))
    pool = RadioField(wording.ASKS[Ask.POOL], choices=choices(wording.NEEDS)[:2])
    origin = RadioField(wording.ASKS[Ask.ORIGIN], choices=choices(wording.NEEDS))
    sex = RadioField(wording.ASKS[Ask.SEX], choices=choices(wording.NEEDS))
    messenger = RadioField(wording.ASKS[Ask.MESSENGER], choices=choices(wording.NEEDS))
    outlet = RadioField(wording.ASKS[Ask.OUTLET], choices=choices(wording.NEEDS))
    work = RadioField(wording.ASKS[Ask.WORK], choices=choices(wording.NEEDS))
    interview = RadioField(wording.ASKS[Ask.INTERVIEW], choices=choices(wording.NEEDS))
    languages = RadioField(wording.ASKS[Ask.LANGUAGES], choices=choices(wording.NEEDS))
    travel = RadioField(wording.ASKS[Ask.TRAVEL], choices=choices(wording.NEEDS))
    access = RadioField(wording.ASKS[Ask.ACCESS], choices=choices(wording.NEEDS))
    screening = RadioField(wording.ASKS[Ask.SCREENING], choices=choices(wording.NEEDS))
    criteria = TextsField(_l("How the choice is made"), [Optional()], longest=600, multiline=True)
    instructions = TextsField(
        _l("To those who are accepted"), [Optional()], longest=1500, multiline=True
    )
    asks_identity = BooleanField(_l("Number of the identity document"))
    asks_document = BooleanField(_l("Kind, issuer and date of issue of the identity document"))
    asks_plate = BooleanField(_l("Number plate of the vehicle"))
    accepts_holders = BooleanField(_l("Accept holders of a valid press card at once"))
    sends_badge = BooleanField(_l("Send a badge to be printed with the acceptance"))
    security_name = LineField(_l("Name"), [Length(max=200)])
    security_email = EmailField(_l("E-mail"), [Optional(), Length(max=254), EMAIL], filters=[line])

    def __init__(self, event: Event, intake: Intake | None) -> None:
        super().__init__(data=_stored(event, intake))
        self.event = event
        self.read_quotas: tuple[tuple[OutletKind | None, str | None, int], ...] = ()

    @property
    def asks(self) -> list[Any]:
        """The questions about each set of fields."""
        return [self[ask.value] for ask in Ask]

    def validate_opens_at(self, field: MomentField) -> None:
        """An hour that exists."""
        field.check(self.event.timezone)

    def validate_closes_at(self, field: MomentField) -> None:
        """After the opening, and not after the start."""
        field.check(self.event.timezone)
        if not field.data:
            return
        if self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError(_("The deadline must be after the opening."))
        if field.data > self.event.local_starts_at and self.event.has_hours:
            raise ValidationError(_("The deadline must be before the event starts."))

    def validate_answer_by(self, field: MomentField) -> None:
        """An hour that exists."""
        field.check(self.event.timezone)

    def validate_quotas(self, field: Any) -> None:
        """Lines like `Television: 5` or `KZ: 10`."""
        found = {}
        for entry in filter(None, map(str.strip, (field.data or "").splitlines())):
            match = _QUOTA.fullmatch(entry)
            measure = _measure(match[1]) if match else None
            if match is None or measure is None:
                raise ValidationError(
                    _(
                        "Write one quota a line, like “Television: 5” or “KZ: 10”: %(line)s",
                        line=entry,
                    )
                )
            found[measure] = int(match[2])
        self.read_quotas = tuple((*measure, places) for measure, places in found.items())

    def validate_security_name(self, field: LineField) -> None:
        """Name and address of the security contact go together."""
        if bool(self.security_email.data) is not bool(field.data):
            raise ValidationError(_("Give a name and an e-mail, or neither."))

    def details(self) -> IntakeDetails:
        """The answers. Call only after the form has validated."""
        zone = self.event.timezone
        return IntakeDetails(
            places=self.places.data,
            outlet_limit=self.outlet_limit.data,
            **{name: self[name].instant(zone) for name in MOMENTS},
            asks={ask.value: Need(self[ask.value].data) for ask in Ask},
            criteria=self.criteria.data,
            instructions=self.instructions.data,
            is_open=self.is_open.data,
            asks_identity=self.asks_identity.data,
            asks_document=self.asks_document.data,
            asks_plate=self.asks_plate.data,
            accepts_holders=self.accepts_holders.data,
            sends_badge=self.sends_badge.data,
            security_name=self.security_name.data or "",
            security_email=(self.security_email.data or "").lower() or None,
            quotas=self.read_quotas,
        )


class HoldForm(RecordForm):
    """Until when answers are held; nothing sends them after a minute."""

    until = MomentField(_l("Send the answers at"))

    def __init__(self, event: Event, **stored: Any) -> None:
        super().__init__(data=stored)
        self.zone = event.timezone

    def validate_until(self, field: MomentField) -> None:
        """An hour that exists."""
        field.check(self.zone)


def _stored(event: Event, intake: Intake | None) -> dict[str, Any]:
    """The fields as they stand; a new event asks for card, letter and equipment if there are."""
    if intake is None:
        usual = (Ask.CARD, Ask.LETTER, Ask.EQUIPMENT)
        return {ask.value: Need.OPTIONAL if ask in usual else Need.NO for ask in Ask}
    zone = event.timezone
    names = (
        "outlet_limit", "criteria", "instructions", "is_open", "asks_identity", "asks_document",
        "asks_plate",
        "accepts_holders", "sends_badge", "security_name", "security_email",
    )  # fmt: skip
    return {
        "places": intake.category.capacity,
        "quotas": "\n".join(_quota_line(quota) for quota in intake.quotas),
        **{name: (at := getattr(intake, name)) and to_local(at, zone) for name in MOMENTS},
        **{ask.value: intake.need(ask) for ask in Ask},
        **{name: getattr(intake, name) for name in names},
    }


def _quota_line(quota: Any) -> str:
    name = wording.OUTLETS[quota.kind] if quota.kind else quota.country
    return f"{name}: {quota.places}"


def _measure(name: str) -> tuple[OutletKind | None, str | None] | None:
    """The kind of outlet or the country that a word of a quota names."""
    wanted = name.strip().casefold()
    for kind, words in wording.OUTLETS.items():
        if wanted in (kind.value, str(words).casefold()):
            return kind, None
    for code in COUNTRIES:
        if wanted in (code.casefold(), country(code).casefold()):
            return None, code
    return None
