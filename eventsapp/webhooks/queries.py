"""Reads of endpoints and of what they were told."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from eventsapp.extensions import db
from eventsapp.webhooks.models import Delivery, Endpoint


def of_organisation(organisation_id: int) -> Sequence[Endpoint]:
    """An organisation's endpoints, in the order in which they were made."""
    return db.session.scalars(
        select(Endpoint).where(Endpoint.organisation_id == organisation_id).order_by(Endpoint.id)
    ).all()


def find(organisation_id: int, endpoint_id: int) -> Endpoint | None:
    """One of them."""
    return db.session.scalar(
        select(Endpoint).where(
            Endpoint.id == endpoint_id, Endpoint.organisation_id == organisation_id
        )
    )


def deliveries(endpoint: Endpoint) -> Select[Delivery]:
    """What an endpoint was told or is to be told, the latest first."""
    return select(Delivery).where(Delivery.endpoint_id == endpoint.id).order_by(Delivery.id.desc())


def find_delivery(endpoint: Endpoint, delivery_id: int) -> Delivery | None:
    """One of them."""
    return db.session.scalar(deliveries(endpoint).where(Delivery.id == delivery_id))
