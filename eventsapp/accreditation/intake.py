"""How an organiser lets the press apply: opening, changing, the places and their quotas."""

from eventsapp.accreditation import queries
from eventsapp.accreditation.details import IntakeDetails
from eventsapp.accreditation.intake_models import Intake, Quota
from eventsapp.core import publication
from eventsapp.events.category_models import Category, Mode
from eventsapp.events.models import Event
from eventsapp.extensions import db

COPIED = (
    "is_open", "opens_at", "closes_at", "answer_by", "outlet_limit", "criteria", "instructions",
    "asks_identity", "asks_document", "asks_plate", "accepts_holders", "sends_badge",
    "security_name", "security_email",
)  # fmt: skip


def arrange(event: Event, details: IntakeDetails) -> Intake:
    """Let the press apply for this event as described, from now on or otherwise than before."""
    intake = queries.find_intake(event) or _first(event)
    for name in COPIED:
        setattr(intake, name, getattr(details, name))
    intake.asks = dict(details.asks)
    intake.category.capacity = details.places
    _set_quotas(intake, details)
    event.open_to_press = True
    publication.publish()
    db.session.flush()
    return intake


def _first(event: Event) -> Intake:
    room, online = (
        Category(event_id=event.id, mode=mode, for_press=True, is_open=False) for mode in Mode
    )
    db.session.add_all([room, online])
    db.session.flush()
    intake = Intake(event=event, category=room, remote_category=online)
    db.session.add(intake)
    return intake


def _set_quotas(intake: Intake, details: IntakeDetails) -> None:
    standing = {(quota.kind, quota.country): quota for quota in intake.quotas}
    wanted = []
    for kind, country, places in details.quotas:
        quota = standing.get((kind, country)) or Quota(kind=kind, country=country)
        quota.places = places
        wanted.append(quota)
    intake.quotas = wanted
