"""What is written when a colleague comes instead: the asking, and word that it has come true."""

from datetime import datetime

from eventsapp.accreditation import letters
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.replacing.models import Replacement
from eventsapp.calendars import services as calendars
from eventsapp.core import dates
from eventsapp.events.models import State
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.registration import rules
from eventsapp.registration.letterhead import letterhead, reply_address

ASKED = "accreditation/instead"
REPLACED = "accreditation/replaced"


def ask(wish: Replacement, now: datetime) -> None:
    """Ask a colleague to apply instead of somebody, with the link that opens the form."""
    event, language = wish.applicant.event, wish.language
    outbox.enqueue(
        ASKED,
        to=wish.email,
        name=wish.name,
        language=language,
        key=wish.letter_key,
        now=now,
        topic=event.topic,
        reply_to=reply_address(event),
        former=wish.applicant.name,
        outlet=wish.applicant.outlet_name,
        until=until(wish, language),
        form_url=urls.absolute("replacing.apply", token=wish.token),
        **letterhead(event, language),
    )


def take_back(wish: Replacement) -> None:
    """Withdraw the asking, where it has not left."""
    outbox.withdraw(topic=wish.applicant.event.topic, keys=[wish.letter_key])


def tell(former: Applicant, successor: Applicant, now: datetime) -> None:
    """Word to who does not come that the colleague has applied; it takes the event away again."""
    registration = former.registration
    address = registration.email if registration else None
    letters.send(
        REPLACED,
        former,
        key=f"accreditation:{former.id}:replaced:{now.isoformat()}",
        now=now,
        calendar=calendars.uninvite(former.event, address=address, now=now) if address else None,
        successor=successor.name,
    )


def until(wish: Replacement, language: str) -> str:
    """Until when the colleague can apply; empty while the event has no date."""
    event = wish.applicant.event
    if event.state is State.POSTPONED:
        return ""
    return dates.moment(rules.changes_until(event) or event.starts_at, event.timezone, language)
