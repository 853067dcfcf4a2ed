"""What people did since: came in through the doors, answered in their calendars, asked for digests."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle

from sqlalchemy import select

from eventsapp.calendars.models import Answer
from eventsapp.checkin import services
from eventsapp.checkin.models import Door, Kind
from eventsapp.core.texts import ENDONYMS, Texts
from eventsapp.demo.content.press import CONFERENCE
from eventsapp.demo.content.questions import KIT
from eventsapp.demo.staging import Stage
from eventsapp.digests import services as digests
from eventsapp.digests.models import Frequency, Subscription
from eventsapp.documents import certificates, queries
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.questions import services as questions
from eventsapp.questions.models import Asked
from eventsapp.questions.models import Kind as Kinds
from eventsapp.questions.services import QuestionDetails
from eventsapp.registration.answers import services as answers
from eventsapp.registration.models import Registration, Status, WhenDeclined

LIVE = "council"
CAME = 24  # of those on the list
LEFT = 2
SEMINAR = "first_aid"
STAYED = 7
GUEST = "Ведёт советника посольства: провести в первый ряд."
ANSWERS = (
    Answer.ACCEPTED, Answer.ACCEPTED, Answer.TENTATIVE, Answer.ACCEPTED, Answer.DECLINED,
    Answer.ACCEPTED, Answer.ACCEPTED, Answer.DECLINED,
)  # fmt: skip
SUBSCRIBER = "reader@example.org"


def let_in(stage: Stage) -> None:
    """Open the doors of the live event; most of its people are inside, some have left."""
    event = stage.events[LIVE]
    made = event.starts_at - timedelta(days=1)
    doors = [
        services.open_door(event, "Негізгі кіреберіс", may_add=True, now=made),
        services.open_door(event, "Баспасөз кіреберісі", may_add=False, now=made),
    ]
    _ask(event)
    people = _registered(event)
    if people:
        services.write_note(people[-1], GUEST)
    opened = event.doors_at or event.starts_at
    if opened >= stage.now:  # at night the event is tomorrow's
        return
    coming = people[:CAME]
    step = (stage.now - opened) / (len(coming) + LEFT + 1)
    for number, (person, door) in enumerate(zip(coming, cycle(doors)), 1):
        _pass(door, person, Kind.ENTRY, opened + number * step)
    for number, person in enumerate(coming[:LEFT], len(coming) + 1):
        _pass(doors[0], person, Kind.EXIT, opened + number * step)


def certify(stage: Stage) -> None:
    """Most who were registered for a past seminar came, and have had their certificates."""
    event = stage.events[SEMINAR]
    opened = event.starts_at - timedelta(days=1)
    door = services.open_door(event, "Башкы кире бериш", may_add=False, now=opened)
    for number, person in enumerate(_registered(event)[:STAYED]):
        _pass(door, person, Kind.ENTRY, event.starts_at - timedelta(minutes=20 - number))
    certificates.issue(event, event.starts_at + timedelta(hours=3))
    for each in queries.fresh_certificates(event, since=event.starts_at):
        each.sent_at = each.issued_at + certificates.UNDO


def answer(stage: Stage) -> None:
    """Let some who are registered for the conference answer in their calendars."""
    event = stage.events[CONFERENCE]
    answers.set_rule(event, WhenDeclined.ASK)
    leading = [each for each in _registered(event) if not each.is_companion]
    for person, said in zip(leading, ANSWERS, strict=False):
        answers.answer(person, said, stage.now - timedelta(hours=person.id % 20 + 1))


def follow(stage: Stage) -> str:
    """Subscribe a reader to the news of press conferences; give the topic of its mails."""
    at, wanted = stage.now - timedelta(days=10), Filter(types=("press_conference",))
    wish = digests.Wish("ru", Frequency.DAILY, tells_at_once=True)
    digests.subscribe(SUBSCRIBER, wanted, wish, now=at)
    mine = select(Subscription).where(Subscription.email == SUBSCRIBER)
    subscription = db.session.scalars(mine).one()
    digests.confirm(subscription, now=stage.now)
    return subscription.topic


def _ask(event: Event) -> None:
    """What the doors ask whoever comes."""
    options = [("", Texts({language: name})) for language, name in ENDONYMS.items()]
    kit = QuestionDetails(kind=Kinds.ONE, labels=KIT, options=options, asked=Asked.DOOR)
    questions.add(event, kit)


def _registered(event: Event) -> Sequence[Registration]:
    wanted = select(Registration).where(
        Registration.event_id == event.id, Registration.status == Status.CONFIRMED
    )
    return db.session.scalars(wanted.order_by(Registration.id)).all()


def _pass(door: Door, person: Registration, kind: Kind, at: datetime) -> None:
    deed = services.Deed(
        key=f"{kind.value}-{person.id}", kind=kind, moment=at, device="demo", person_id=person.id
    )
    services.take(door.event, deed, door=door, now=at)
