"""How many of one outlet, of one kind of outlet, of one country an event accepts."""

from collections import Counter
from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from eventsapp.accreditation import wording
from eventsapp.accreditation.intake_models import Intake, Quota
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.contacts.outlet_models import Outlet
from eventsapp.core.errors import Refusal
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.web.countries import country


class LimitExceeded(Refusal):
    """More people of an outlet, kind or country than the organiser wants; `names` says which."""

    message = _l("That is more than the limits allow.")

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self.message = _(
            "That is more than the limits allow: %(names)s. Tick “Accept beyond the places” to do it all the same.",
            names="; ".join(names),
        )


def require_within(event: Event, applicants: Sequence[Applicant], intake: Intake) -> None:
    """Raises LimitExceeded where accepting all of these goes beyond a limit or quota."""
    coming = Counter(each.application.outlet for each in applicants)
    if intake.outlet_limit or intake.quotas:
        names = exceeded(intake, by_outlet(event), coming)
        if names:
            raise LimitExceeded(names)


def exceeded(
    intake: Intake, accepted: Counter[Outlet], coming: Counter[Outlet | None]
) -> list[str]:
    """The outlets and quotas that more people would exceed; who has no outlet counts nowhere."""
    new = Counter({outlet: persons for outlet, persons in coming.items() if outlet is not None})
    together = accepted + new
    most = intake.outlet_limit
    return [
        *(outlet.name for outlet in new if most and together[outlet] > most),
        *(
            name(quota)
            for quota in intake.quotas
            if any(quota.covers(each.kind, each.country) for each in new)
            and taken(quota, together) > quota.places
        ),
    ]


def by_outlet(event: Event) -> Counter[Outlet]:
    """How many people of each outlet are accepted at an event."""
    found = db.session.execute(
        select(Outlet, func.count(Applicant.id))
        .join(Application, Application.outlet_id == Outlet.id)
        .join(Applicant, Applicant.application_id == Application.id)
        .where(Applicant.event_id == event.id, Applicant.status == Status.ACCEPTED)
        .group_by(Outlet.id)
    )
    return Counter({outlet: number for outlet, number in found})  # noqa: C416 -- rows are not pairs to mypy


def taken(quota: Quota, accepted: Counter[Outlet]) -> int:
    """How many of these people count under a quota."""
    return sum(
        persons for outlet, persons in accepted.items() if quota.covers(outlet.kind, outlet.country)
    )


def name(quota: Quota) -> str:
    """What a quota is about, as people read it."""
    return str(wording.OUTLETS[quota.kind]) if quota.kind else country(quota.country)
