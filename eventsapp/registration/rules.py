"""The organiser's choices about letting people in, and the moments that follow from them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from eventsapp.core import publication
from eventsapp.core.texts import Texts
from eventsapp.events.category_models import Category
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import seats
from eventsapp.registration.entry.models import OFFER_HOURS, EntryRules
from eventsapp.web import memory

ADDRESS_HOURS = 24  # how long a seat waits for the person to open the mail
WORK_BEGINS, WORK_ENDS = time(9), time(18)
WORK_DAYS = range(5)  # Monday to Friday
SWITCHES = ("needs_approval", "has_waiting_list", "checks_address")  # of each category


@dataclass(frozen=True)
class RuleDetails:
    """What an organiser chooses for an event."""

    offers_by_itself: bool = True
    offer_hours: int = OFFER_HOURS
    in_working_hours: bool = False
    change_hours: int | None = None
    answer_by: datetime | None = None
    accepted_words: Texts | None = None
    declined_words: Texts | None = None


def of(event: Event) -> EntryRules:
    """The choices for an event; the defaults where there are none."""
    return db.session.get(EntryRules, event.id) or EntryRules(
        event_id=event.id, offers_by_itself=True, offer_hours=OFFER_HOURS
    )


def choose(event: Event, details: RuleDetails, ways: Mapping[int, Mapping[str, bool]]) -> None:
    """Set the choices, and the switches of each way of taking part; the public pages follow."""
    chosen = asdict(details) | {
        "accepted_words": details.accepted_words or Texts(),
        "declined_words": details.declined_words or Texts(),
    }
    db.session.merge(EntryRules(event_id=event.id, **chosen))
    for category in event.categories:
        for switch, value in ways.get(category.id, {}).items():
            setattr(category, switch, value)
    publication.publish()
    db.session.flush()


def copy(source: Event, target: Event) -> None:
    """Give a copied event the same choices, but for the day of the answer."""
    standing = db.session.get(EntryRules, source.id)
    if standing is not None:
        names = ("offers_by_itself", "offer_hours", "in_working_hours", "change_hours")
        copied = EntryRules(event_id=target.id, **{name: getattr(standing, name) for name in names})
        copied.accepted_words = Texts(standing.accepted_words)
        copied.declined_words = Texts(standing.declined_words)
        db.session.merge(copied)
    for own, made in zip(source.categories, target.categories, strict=False):
        for switch in SWITCHES:
            setattr(made, switch, getattr(own, switch))


def offer_until(category: Category, now: datetime) -> datetime:
    """Until when a seat is held for somebody who gets an offer at this moment."""
    event = category.event
    rules = of(event)
    held = timedelta(hours=rules.offer_hours)
    until = after_work(now, held, event.timezone) if rules.in_working_hours else now + held
    closes = seats.closes_at(event, category)
    return min(until, closes if closes > now else event.starts_at)


def address_until(category: Category, now: datetime) -> datetime:
    """Until when a seat is held for somebody who has to confirm the address."""
    return min(now + timedelta(hours=ADDRESS_HOURS), seats.closes_at(category.event, category))


def changes_until(event: Event) -> datetime | None:
    """Until when people may change their registrations, where the organiser sets an end."""
    (hours,) = memory.until_published(
        ("change hours", event.id), lambda: (of(event).change_hours,)
    )  # in a tuple, as nothing is not kept
    return None if hours is None else event.starts_at - timedelta(hours=hours)


def takes_changes(event: Event, now: datetime) -> bool:
    """Whether people may still change their registrations."""
    until = changes_until(event)
    return until is None or now < until


def after_work(now: datetime, time_left: timedelta, zone: str) -> datetime:
    """The moment at which so much working time has passed, in the zone of the event."""
    here = now.astimezone(ZoneInfo(zone))
    while True:
        begins, ends = (
            datetime.combine(here.date(), hour, here.tzinfo) for hour in (WORK_BEGINS, WORK_ENDS)
        )
        start = max(here, begins)
        if here.weekday() in WORK_DAYS and start < ends:
            if time_left <= ends - start:
                return (start + time_left).astimezone(now.tzinfo)
            time_left -= ends - start
        here = datetime.combine(here.date() + timedelta(days=1), time(), here.tzinfo)
