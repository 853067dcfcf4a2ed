"""What is asked of those who are invited: who comes, with whom, or who comes instead."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, FieldList
from wtforms.validators import Length, Optional, ValidationError

from eventsapp.invitations.models import MOST_COMPANIONS, Invitee
from eventsapp.questions import queries as questions
from eventsapp.questions.asking import AskingForm
from eventsapp.questions.models import Question
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.forms import ADDRESS, NAME
from eventsapp.web.fields import LineField, RecordForm, line
from eventsapp.web.forms import OnceForm
from eventsapp.web.locale import current_language


class GuestForm(RecordForm, OnceForm):
    """Somebody who comes through an invitation."""

    name = LineField(_l("Full name"), NAME)
    email = EmailField(_l("E-mail"), ADDRESS, filters=[line])

    invite: Invitee

    def details(self, **more: Any) -> AttendeeDetails:
        """The answers, tidied. Call only after the form has validated."""
        return AttendeeDetails(
            name=self.name.data if self.name else self.invite.name,
            email=self.email.data.lower() if self.email else self.invite.email or "",
            category_id=self.invite.round.category_id,
            language=current_language(),
            is_invited=True,
            form_key=self.form_key.data,
            **{"organisation_name": self.invite.organisation_name} | more,
        )


class DeputyForm(GuestForm):
    """Who comes instead."""

    def __init__(self, invite: Invitee) -> None:
        super().__init__(prefix="deputy-")
        self.invite = invite

    def validate_email(self, field: EmailField) -> None:
        """Somebody else's address."""
        if field.data.lower() == self.invite.email:
            raise ValidationError(_("This is your own address. Enter that of your deputy."))


class ComingForm(GuestForm, AskingForm):
    """The invited person, or whoever the invitation was passed on to, and those who come along.

    Of one that is known nothing is asked but what an organiser insists on.
    """

    organisation_name = LineField(_l("Organisation"), [Optional(), Length(max=200)])
    people = FieldList(
        LineField(_l("Full name of the person"), [Length(max=200)]), max_entries=MOST_COMPANIONS
    )

    @classmethod
    def of(
        cls, invite: Invitee, *, companions: Sequence[str], most: int, is_new: bool
    ) -> "ComingForm":
        """The form for an invitation through which so many people may still come."""
        known = {"name": invite.name, "organisation_name": invite.organisation_name}
        form = cls.asking(_asked(invite) if is_new else ())(data=known | {"people": companions})
        form.invite, form.people.max_entries = invite, max(most - 1, 0)
        is_bound = not invite.round.is_forwardable
        if is_bound and invite.name:
            del form.name
        if is_bound:
            del form.email
        if not is_new or invite.round.category.organisation_limit is None:
            del form.organisation_name
        return form

    def details(self, **more: Any) -> AttendeeDetails:
        """The answers, tidied. Call only after the form has validated."""
        told: dict[str, Any] = {"companions": tuple(filter(None, self.people.data))}
        if self.organisation_name:
            told["organisation_name"] = self.organisation_name.data or ""
        return super().details(**told | more)


def _asked(invite: Invitee) -> Sequence[Question]:
    """The questions of the event's form for this way, where one of them must be answered."""
    way = invite.round.category_id
    own = [each for each in questions.on_form(invite.event) if each.is_for(way)]
    return own if any(each.is_required for each in own) else ()
