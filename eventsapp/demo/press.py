"""The press applies for a conference, the desk decides, and a message waits for its day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO

from eventsapp.accreditation import deciding, desk_queries, intake, services
from eventsapp.accreditation.cards import services as cards
from eventsapp.accreditation.details import (
    Answers,
    IntakeDetails,
    Person,
    PoolDetails,
)
from eventsapp.accreditation.kinds import DECIDED, Ask, Function, Need, Paper, Status
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.pool import services as pool
from eventsapp.contacts import collecting
from eventsapp.contacts import services as contacts
from eventsapp.contacts.collecting import Person as Met
from eventsapp.contacts.details import ContactDetails
from eventsapp.contacts.outlet_models import OutletKind
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.core import papers
from eventsapp.core.slugs import slugify
from eventsapp.core.texts import Texts
from eventsapp.demo import history, logos
from eventsapp.demo.content import press
from eventsapp.demo.content.press import Sought
from eventsapp.demo.staging import Stage
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.messages import mailings
from eventsapp.messages.audience import Audience
from eventsapp.mycalendar import services as own_calendars
from eventsapp.mycalendar.queries import of_address

DAY = timedelta(days=1)
DEADLINE = 2 * DAY  # before the start
YEAR = 365 * DAY


def accredit(stage: Stage) -> None:
    """Open the conference to the press, let it apply, decide about some of them."""
    event = stage.events[press.CONFERENCE]
    taken = intake.arrange(event, _intake(event, stage.now))
    pool.arrange(taken, _pool(event))
    card = papers.read(BytesIO(logos.draw_card()))
    for sought, at in zip(press.APPLICATIONS, _moments(stage.now), strict=True):
        _apply(stage, event, sought, card, at)
    _issue_card(stage)
    _enter_into_the_book(stage, event)


def schedule_message(stage: Stage) -> None:
    """A message to all who come to the conference, to go out the day before."""
    event, by = stage.events[press.CONFERENCE], stage.directory.colleague.id
    content = mailings.Content(Audience(), press.SUBJECTS, press.BODIES)
    mailing = mailings.write(event, content, by=by, now=stage.now - DAY)
    mailings.release(
        mailing,
        version=mailing.version,
        by=by,
        now=stage.now - DAY,
        at=event.starts_at - DAY,
    )


def _enter_into_the_book(stage: Stage, event: Event) -> None:
    """The accredited journalists, one of them typed a second time in another script."""
    accepted = desk_queries.queue(desk_queries.of_event(event), "accepted")
    people = [
        Met(
            name=each.name,
            email=each.email or "",
            language=each.application.language,
            outlet=each.outlet_name,
        )
        for each in db.session.scalars(accepted)
    ]
    collecting.collect(stage.directory.keeper, people, now=stage.now)
    first = people[0]
    typed = ContactDetails(
        names=Texts(en=slugify(first.name).replace("-", " ").title()),
        emails=(first.email,),
        phones=("+7 700 000 00 07",),
        outlet=first.outlet,
        posts=press.POSTS,
    )
    contacts.create(stage.directory.keeper, typed, now=stage.now)


def _intake(event: Event, now: datetime) -> IntakeDetails:
    return IntakeDetails(
        places=press.PLACES,
        closes_at=max(event.starts_at - DEADLINE, now + DAY),
        answer_by=event.starts_at - DAY,
        outlet_limit=3,
        asks={
            Ask.CARD.value: Need.REQUIRED,
            Ask.EQUIPMENT.value: Need.OPTIONAL,
            Ask.NEEDS.value: Need.OPTIONAL,
            Ask.POOL.value: Need.OPTIONAL,
        },
        criteria=press.CRITERIA,
        instructions=press.ARRIVAL,
        quotas=((OutletKind.TELEVISION, None, 4),),
    )


def _pool(event: Event) -> PoolDetails:
    return PoolDetails(
        places={Function.WRITER: 1, Function.PHOTO: 2, Function.VIDEO: 1},
        handout_at=event.starts_at - DAY,
        handout_place=press.POOL_PLACE,
        sharing=press.POOL_SHARING,
    )


def _moments(now: datetime) -> Iterator[datetime]:
    """When each application came, the last of them an hour ago."""
    for number in range(len(press.APPLICATIONS), 0, -1):
        yield now - number * timedelta(hours=7) + timedelta(hours=6)


def _apply(stage: Stage, event: Event, sought: Sought, card: papers.Upload, at: datetime) -> None:
    sender = services.apply(
        event, _answers(sought, card, at), now=at, draft=sought.status is Status.DRAFT
    )
    sender.application.is_late = sought.is_late
    if sought.status is Status.WITHDRAWN:
        services.withdraw(sender, now=at + timedelta(hours=2))
    elif sought.status in DECIDED:
        _decide(stage, sender, sought, at + timedelta(hours=1))


def _answers(sought: Sought, card: papers.Upload, at: datetime) -> Answers:
    until = (at + YEAR).date() if sought.card else None
    return Answers(
        people=tuple(
            Person(
                name=name,
                email=f"{slugify(name).replace('-', '.')}@example.org",
                function=function,
                card_number=sought.card,
                card_until=until,
            )
            for name, function in sought.people
        ),
        language=sought.language,
        outlet=OutletDetails(**vars(sought.outlet)),
        equipment=sought.equipment,
        wants_pool=bool(sought.equipment),
        papers={Paper.CARD: card} if sought.card else {},
    )


def _decide(stage: Stage, sender: Applicant, sought: Sought, at: datetime) -> None:
    versions = {each.id: None for each in sender.application.applicants}
    verdict = deciding.Verdict(sought.status, sought.reason, sought.note)
    by = stage.directory.colleague.id
    for made in deciding.decide(sender.event, versions, verdict, by=by, now=at):
        if made.status is Status.ACCEPTED and made.applicant.function is Function.VIDEO:
            pool.give(made.applicant, now=at)


def _issue_card(stage: Stage) -> None:
    """A year's accreditation for one who comes to everything."""
    since = stage.now - 30 * DAY
    details = cards.CardDetails(
        name="Маржан Есенғали",
        email="marzhan.esengali@example.org",
        outlet=OutletDetails(**vars(press.STEPPE)),
        function=Function.WRITER,
        language="kk",
        valid_from=since.date(),
        valid_until=(since + YEAR).date(),
    )
    cards.issue(stage.directory.keeper, details, now=since)
    own_calendars.send_link(details.email, details.language, now=since)
    if calendar := of_address(details.email):
        own_calendars.save_filter(calendar, Filter(types=("briefing",), open=("press",)), now=since)
    history.post_to(details.email)
