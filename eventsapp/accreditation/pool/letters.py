"""What the pool writes: a place in it, its end, material that is still owed."""

from datetime import datetime
from typing import Any

from eventsapp.accreditation import letters
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.pool.models import PoolPlace
from eventsapp.mail import services as outbox
from eventsapp.mail import urls

GIVEN = "accreditation/pool"
ENDED = "accreditation/pool_end"
SHARE = "accreditation/share"


def send_given(place: PoolPlace, now: datetime) -> None:
    """Word of a place in the pool, in the answer itself where that has not left yet."""
    applicant, intake = place.applicant, place.slot.pool.intake
    if not letters.rewrite_answer(applicant, intake, now):
        letters.send(
            GIVEN,
            applicant,
            key=_key(place),
            now=now,
            due_at=letters.answer_at(intake, now),
            **_words(applicant),
        )


def send_end(place: PoolPlace, now: datetime) -> None:
    """Word that the place in the pool is gone; nothing to who has not heard of it yet."""
    applicant, intake = place.applicant, place.slot.pool.intake
    if letters.rewrite_answer(applicant, intake, now):
        return
    if not outbox.withdraw(topic=applicant.event.topic, keys=[_key(place)]):
        key = f"accreditation:{applicant.id}:pool-end:{now.isoformat()}"
        letters.send(ENDED, applicant, key=key, now=now, due_at=letters.answer_at(intake, now))


def send_reminder(place: PoolPlace, now: datetime) -> None:
    """Word after the event that the material for all others is still missing."""
    applicant = place.applicant
    key = f"accreditation:{applicant.id}:share"
    letters.send(SHARE, applicant, key=key, now=now, **_words(applicant))


def _key(place: PoolPlace) -> str:
    return f"accreditation:{place.applicant_id}:pool:{place.given_at.isoformat()}"


def _words(applicant: Applicant) -> dict[str, Any]:
    pool_url = urls.absolute("pool.show", token=applicant.token)
    return letters.about_pool(applicant) | {"pool_url": pool_url}
