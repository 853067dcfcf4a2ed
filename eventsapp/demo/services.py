"""Loading the demonstration: everything goes through the services that people use."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select

from eventsapp.accounts import queries as accounts
from eventsapp.accounts.services import DEMO_EMAIL
from eventsapp.core.errors import Refusal
from eventsapp.demo import asking, directory, doors, history, inviting, kits, listening, press
from eventsapp.demo.content import coming, distant, later, nearest, past, real
from eventsapp.demo.staging import Stage
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import retention

PLANS = (*real.PLANS, *past.PLANS, *nearest.PLANS, *coming.PLANS, *later.PLANS, *distant.PLANS)
PEOPLES_DOMAINS = frozenset({"example.org"})  # RFC 2606 §3
FOUNDED = timedelta(days=90)  # before the present


class HoldsEvents(Refusal):
    """The demonstration is for an empty database."""

    message = "This database holds events. Nothing was loaded."  # for the console alone


def kept_domains() -> frozenset[str]:
    """The domains of the demonstration's people, none of whom exists; where it is loaded."""
    return PEOPLES_DOMAINS if accounts.find(DEMO_EMAIL) else frozenset()


def load(now: datetime, *, force: bool = False) -> int:
    """Fill the database with the demonstration; return how many events there are of it.

    No mail goes out: those that the load has queued stand as sent at their moment. Raises
    HoldsEvents, unless forced.
    """
    if not force and db.session.scalar(select(exists().where(Event.id.is_not(None)))):
        raise HoldsEvents
    stage = Stage(directory.enter(now - FOUNDED), now)
    made = [event for plan in PLANS for event in stage.put_on(plan)]
    history.post(made)
    for plan in PLANS:
        history.befall(stage, plan)
    history.post(made)
    asking.ask(stage)
    press.accredit(stage)
    inviting.invite(stage)
    doors.answer(stage)
    history.remind(made, now)
    doors.let_in(stage)
    doors.certify(stage)
    history.post(made, doors.follow(stage))
    retention.erase_due(now)
    for plan in PLANS:
        history.add_loose_ends(stage, plan)
    history.throw_away(stage, made[-1])
    press.schedule_message(stage)
    kits.lay_out(stage)
    listening.listen(stage)
    db.session.flush()
    return len(made)
