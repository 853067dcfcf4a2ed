"""What is asked about the pool: of the desk how it is run, of a holder where the material is."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, URLField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from eventsapp.accreditation import wording
from eventsapp.accreditation.details import PoolDetails
from eventsapp.accreditation.kinds import Function
from eventsapp.accreditation.pool.models import MEDIA, Pool
from eventsapp.events.form_parts import WEB, CountField
from eventsapp.events.form_times import MomentField
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.web.fields import RecordForm, TextsField, line
from eventsapp.web.forms import Form

MOST_PLACES = 500
COPIED = ("handout_place", "must_share", "sharing", "passes_on")


def _places(medium: Function) -> CountField:
    words = _l("Enter a number of places, 0 or more.")
    return CountField(wording.FUNCTIONS[medium], least=0, most=MOST_PLACES, words=words)


class PoolForm(RecordForm):
    """How many places each medium has, the hand-out of the cards, what holders owe."""

    writer = _places(Function.WRITER)
    photo = _places(Function.PHOTO)
    video = _places(Function.VIDEO)
    audio = _places(Function.AUDIO)
    online = _places(Function.ONLINE)
    handout_at = MomentField(_l("The cards are handed out at"))
    handout_place = TextsField(_l("Where they are handed out"), [Optional()], longest=300)
    must_share = BooleanField(_l("Holders must share their material with all accepted journalists"))
    sharing = TextsField(_l("How it is shared"), [Optional()], longest=600, multiline=True)
    passes_on = BooleanField(_l("Pass a place that becomes free on to the next who asked for one"))

    def __init__(self, event: Event, pool: Pool | None) -> None:
        super().__init__(data=_stored(event, pool))
        self.event = event

    @property
    def media(self) -> list[Any]:
        """The questions about each medium."""
        return [self[medium.value] for medium in MEDIA]

    def validate_handout_at(self, field: MomentField) -> None:
        """An hour that exists, before the event is over."""
        field.check(self.event.timezone)
        at = field.instant(self.event.timezone)
        if at and at > self.event.effective_end:
            raise ValidationError(_("The cards must be handed out before the event is over."))

    def details(self) -> PoolDetails:
        """The answers. Call only after the form has validated."""
        return PoolDetails(
            places={medium: self[medium.value].data or 0 for medium in MEDIA},
            handout_at=self.handout_at.instant(self.event.timezone),
            **{name: self[name].data for name in COPIED},
        )


class ShareForm(Form):
    """Where a holder's material is."""

    url = URLField(
        _l("Web address of your material"),
        [DataRequired(_l("Enter the web address.")), Length(max=500), WEB],
        filters=[line],
    )

    def validate_url(self, field: Any) -> None:
        """An address of the web, and of nothing else."""
        if not field.data.lower().startswith(("https://", "http://")):
            raise ValidationError(_("Enter a web address that begins with https://."))


def _stored(event: Event, pool: Pool | None) -> dict[str, Any]:
    if pool is None:
        return {"must_share": True, "passes_on": True}
    return {
        **{slot.medium.value: slot.places for slot in pool.slots},
        "handout_at": pool.handout_at and to_local(pool.handout_at, event.timezone),
        **{name: getattr(pool, name) for name in COPIED},
    }
