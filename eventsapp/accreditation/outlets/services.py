"""Outlets as accreditation knows them: who of theirs has a card, who has applied."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsapp.accreditation.cards.models import Card
from eventsapp.accreditation.kinds import Status
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.contacts import outlets as directory
from eventsapp.contacts.outlet_models import Outlet
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.contacts.queries import FEW
from eventsapp.extensions import db


def change(outlet: Outlet, details: OutletDetails) -> Outlet:
    """Write the details of an outlet, and find its applicants and cards by its new name."""
    kept = directory.change(outlet, details)
    theirs = (
        select(Applicant)
        .join(Applicant.application)
        .where(Application.outlet_id == kept.id)
        .options(joinedload(Applicant.application).joinedload(Application.outlet))
    )
    cards = select(Card).where(Card.outlet_id == kept.id)
    for each in (*db.session.scalars(theirs), *db.session.scalars(cards)):
        each.refresh_search_key()
    db.session.flush()
    return kept


def cards(outlet: Outlet) -> Sequence[Card]:
    """The press cards of its people, those that count longest on top."""
    wanted = select(Card).where(Card.outlet_id == outlet.id)
    return db.session.scalars(wanted.order_by(Card.valid_until.desc(), Card.id).limit(FEW)).all()


def applicants(outlet: Outlet) -> Sequence[Applicant]:
    """Who of it applied for events last."""
    return db.session.scalars(
        select(Applicant)
        .join(Applicant.application)
        .where(Application.outlet_id == outlet.id, Applicant.status != Status.DRAFT)
        .options(joinedload(Applicant.event))
        .order_by(Applicant.id.desc())
        .limit(FEW)
    ).all()
