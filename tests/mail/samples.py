"""Each e-mail of the product, queued by the code that sends it; one function per message."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from typing import Any

from eventsapp.accounts import addresses, team
from eventsapp.accounts import letters as account_letters
from eventsapp.accounts import services as accounts
from eventsapp.accounts.access import Member
from eventsapp.accreditation import deciding
from eventsapp.accreditation import letters as press
from eventsapp.accreditation.cards import letters as press_cards
from eventsapp.accreditation.cards.models import Card
from eventsapp.accreditation.details import Answers, Person, PoolDetails
from eventsapp.accreditation.kinds import Function, Reason
from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.pool import letters as pool_letters
from eventsapp.accreditation.pool import services as pool
from eventsapp.accreditation.queries import find_intake
from eventsapp.accreditation.replacing import letters as replacing_letters
from eventsapp.accreditation.replacing import services as replacing
from eventsapp.accreditation.security import links as security_links
from eventsapp.accreditation.services import submit
from eventsapp.briefs import sending as briefs
from eventsapp.calendars.models import Reply, Said, Verdict
from eventsapp.checkin.models import Attendance
from eventsapp.contacts import letters as address_book
from eventsapp.contacts.list_models import ContactList, Membership
from eventsapp.core.texts import Texts
from eventsapp.diary import posting as diaries
from eventsapp.diary.models import DiaryPost
from eventsapp.digests import letters as digests
from eventsapp.digests import services as subscribers
from eventsapp.digests.models import Frequency, Subscription
from eventsapp.digests.news import Item, Kind
from eventsapp.documents import certificates
from eventsapp.events.changes import snapshot
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event, PressContact, Series
from eventsapp.extensions import db
from eventsapp.guests import services as guests
from eventsapp.invitations import answering, changes
from eventsapp.invitations import letters as invitations
from eventsapp.mail import inbox_letters, trial
from eventsapp.mail.circulars import enqueue_all
from eventsapp.mail.models import Message, State
from eventsapp.materials import intake
from eventsapp.materials import letters as kits
from eventsapp.materials import services as materials
from eventsapp.messages import applicants, letters
from eventsapp.messages.composed import Composed
from eventsapp.messages.models import Mailing, Notice, Rule
from eventsapp.messages.series_letters import SeriesLetters
from eventsapp.mycalendar import services as own_calendars
from eventsapp.privacy import erasures, reporting
from eventsapp.privacy import letters as privacy
from eventsapp.registration import mails, rules
from eventsapp.registration.answers import letters as answer_letters
from eventsapp.registration.entry import approval, passing
from eventsapp.registration.entry import letters as entry_letters
from eventsapp.registration.models import Registration, Status
from eventsapp.system import letters as installation
from eventsapp.web.guard import Role
from eventsapp.webhooks import letters as webhook_letters
from eventsapp.webhooks.calling import Answer
from tests.factories import (
    make_applicant,
    make_card,
    make_category,
    make_contact,
    make_endpoint,
    make_event,
    make_intake,
    make_invite,
    make_organisation,
    make_registration,
    make_user,
    make_venue,
    save,
)
from tests.materials.kits import PDF, make_material, photo

Sample = Callable[[str, datetime], None]  # of a language and the present


def _event() -> Event:
    """The press conference in Osh, with all that a letter can show."""
    venue = make_venue()
    event = make_event(
        titles=Texts(en="Safe learning", ky="Коопсуз билим"),
        organisation=venue.organisation,
        venue=venue,
        room=venue.rooms[0],
        city=venue.city,
        doors=datetime(2026, 12, 4, 11, 30),
        online_url="https://stream.example.org/live",
        reasons=Texts(en="The minister is ill."),
    )
    make_category(event)
    save(PressContact(event=event, contact=make_contact(organisation=venue.organisation)))
    return event


def _person(language: str) -> Registration:
    return make_registration(_event(), language=language)


def _confirmed(language: str, now: datetime) -> None:
    mails.confirm(_person(language), now)


def _cancelled(language: str, now: datetime) -> None:
    person = _person(language)
    mails.invite(person, now)
    mails.take_leave(person, now)


def _link(language: str, now: datetime) -> None:
    mails.send_link(_person(language), now)


def _greeting(status: Status, language: str, now: datetime) -> None:
    person = make_registration(_event(), language=language, status=status)
    person.held_until = now + timedelta(hours=5)
    rules.choose(person.event, rules.RuleDetails(answer_by=now + timedelta(days=1)), {})
    entry_letters.greet(person, now)


def _decision(status: Status, language: str, now: datetime) -> None:
    person = make_registration(_event(), language=language, status=Status.PENDING)
    verdict = approval.Verdict(status, {language: "We look forward to seeing you."})
    approval.decide(person.event, [person.id], verdict, by=None, now=now)


def _transfer(language: str, now: datetime) -> None:
    person = _person("en")
    passing.offer(person, name="Bolat", email="bolat@example.org", language=language, now=now)


def _entry(language: str, now: datetime) -> None:
    answer_letters.send_entry(_person(language), key="entry", now=now)


def _proposal_refused(language: str, now: datetime) -> None:
    person = _person(language)
    mails.invite(person, now)
    reply = save(
        Reply(
            invitation=person.invitation,
            said=Said.COUNTER,
            verdict=Verdict.NOTED,
            received_at=now,
        )
    )
    answer_letters.refuse(person, reply, now)


def _certificate(language: str, now: datetime) -> None:
    person = _person(language)
    save(Attendance(registration=person, event_id=person.event_id, entered_at=now, act_key="in"))
    certificates.issue(person.event, now - certificates.UNDO)
    db.session.commit()
    certificates.send_due(now)


def _passed_on(language: str, now: datetime) -> None:
    event = _event()
    event.original_language = language
    person = make_registration(event)
    mails.invite(person, now)
    raw = b"From: Ada <ada@example.org>\nSubject: Late\n\nI come ten minutes late."
    letter = inbox_letters.read(raw)
    answer_letters.pass_on(person.invitation, letter, to="press@example.org", now=now)


def _reminder(template: str, language: str, now: datetime) -> None:
    person = _person(language)
    rule = save(Rule(event=person.event, template=template))
    letters.Reminders(rule, now).send([person])


def _notice(template: str, language: str, now: datetime) -> None:
    person = _person(language)
    mails.invite(person, now)
    before = snapshot(person.event) | {"starts": "2026-12-03T10:00:00", "place": "Old Hall"}
    notice = Notice(
        event=person.event, template=template, before=before, due_at=now, created_at=now
    )
    letters.Notices(save(notice), now).send([person])


def _series(language: str, now: datetime) -> None:
    series = save(Series(rule="FREQ=WEEKLY", first_uid="first@example.org", created_at=now))
    templates = {_person(language): "messages/changed", _person(language): "messages/cancelled"}
    for person in templates:
        person.email, person.event.series = "ada@example.org", series
        mails.invite(person, now)
    notices = [
        Notice(
            event=person.event,
            template=template,
            before=snapshot(person.event) | {"starts": "2026-12-03T10:00:00", "place": "Old Hall"},
            due_at=now,
            created_at=now,
        )
        for person, template in templates.items()
    ]
    SeriesLetters([save(notice) for notice in notices], now).send(templates)


def _changed_for_invited(language: str, now: datetime) -> None:
    invite = make_invite(_event(), language=language)
    before = snapshot(invite.event) | {"starts": "2026-12-03T10:00:00", "place": "Old Hall"}
    notice = Notice(
        event=invite.event,
        template="messages/changed",
        before=before,
        due_at=now,
        created_at=now,
    )
    changes.Silent().tell([save(notice)], now)


def _changed_for_undecided(language: str, now: datetime) -> None:
    applicant = _applicant(language)
    before = snapshot(applicant.event) | {"starts": "2026-12-03T10:00:00", "place": "Old Hall"}
    notice = Notice(
        event=applicant.event,
        template="messages/changed",
        before=before,
        due_at=now,
        created_at=now,
    )
    applicants.Undecided().tell([save(notice)], now)


def _two_dates(now: datetime) -> tuple[list[Notice], list[Event]]:
    """Two dates of a series: one has moved, one is cancelled."""
    series = save(Series(rule="FREQ=WEEKLY", first_uid="first@example.org", created_at=now))
    made = []
    for template in ("messages/changed", "messages/cancelled"):
        event = _event()
        event.series = series
        before = snapshot(event) | {"starts": "2026-12-03T10:00:00", "place": "Old Hall"}
        made.append(
            save(Notice(event=event, template=template, before=before, due_at=now, created_at=now))
        )
    return made, [each.event for each in made]


def _series_for_invited(language: str, now: datetime) -> None:
    notices, events = _two_dates(now)
    for event in events:
        make_invite(event, language=language, email="ada@example.org")
    changes.Silent().tell(notices, now)


def _series_for_undecided(language: str, now: datetime) -> None:
    notices, events = _two_dates(now)
    for event in events:
        make_applicant(make_intake(event).event, language=language, email="ada@example.org")
    applicants.Undecided().tell(notices, now)


def _news(language: str, now: datetime) -> None:
    person = _person(language)
    mailing = Mailing(
        event=person.event,
        subjects=Texts(en="Bring a jacket, {name}"),
        bodies=Texts(en="It is cold in {place} on {date}.\n\nYour code: {code}\n{link}"),
        created_at=now,
        updated_at=now,
    )
    enqueue_all([Composed(save(mailing)).copy_for(person, now=now)])


def _invitation_to_event(send: Callable[[datetime], int], language: str, now: datetime) -> None:
    """With all that it can say, to one who has been silent since."""
    invite = make_invite(
        _event(),
        language=language,
        due_at=now,
        sent_at=now - timedelta(days=3),
        remind_at=now,
        companions=2,
        notes=Texts(en="The minister would be glad to see you.\n\nTea is served."),
    )
    if send is invitations.remind_due:
        invite.due_at = None
    send(now)


def _answered(language: str, now: datetime) -> None:
    invite = make_invite(_event(), language=language)
    answering.decline(invite, now=now)


def _subscriber(language: str, now: datetime) -> Subscription:
    wish = subscribers.Wish(language, Frequency.WEEKLY, tells_at_once=True)
    subscribers.subscribe("ada@example.org", Filter(), wish, now=now)
    return db.session.query(Subscription).one()


def _confirm_digest(language: str, now: datetime) -> None:
    _subscriber(language, now)


def _end_digest(language: str, now: datetime) -> None:
    subscription = _subscriber(language, now)
    subscribers.confirm(subscription, now=now)
    db.session.query(Message).delete()
    subscribers.end(subscription, now=now)


def _digest(template: str, language: str, now: datetime) -> None:
    subscription, event = _subscriber(language, now), _event()
    db.session.query(Message).delete()
    before = snapshot(event) | {"starts": "2026-12-03T10:00:00", "place": "Old Hall", "places": {}}
    if template == digests.TODAY:
        circular = digests.today_circular(event, before, language)
    else:
        items = [Item(Kind.NEW, event, {}), Item(Kind.CHANGED, event, before)]
        circular = digests.news_circular(subscription, items)
    enqueue_all([digests.copy_for(subscription, template, circular, key="digest", now=now)])


def _brief(template: str, language: str, now: datetime) -> None:
    person, day = _person(language), timedelta(days=1)
    make_user(person.event.organisation, language=language)
    starts_at = person.event.starts_at
    if template == "briefs/morning":
        briefs.brief_in_the_morning(starts_at - timedelta(hours=4))
    elif template == "briefs/soon":
        rule = Rule(event=person.event, template="messages/day", due_at=now + day)
        briefs.announce(briefs.Coming("soon", person.event, now + day, 51, rule=save(rule)), now)
    else:
        mails.send_link(person, now)
        db.session.query(Message).update({"state": State.FAILED, "last_error": "550 no such user"})
        briefs.report_trouble(now)
        db.session.query(Message).filter(Message.template != template).delete()


def _erasure_report(language: str, now: datetime) -> None:
    person = _person(language)
    make_user(person.event.organisation, role=Role.OWNER, language=language)
    over = person.event.effective_end + timedelta(days=400)
    person.erase(over)
    erasures.report_erasures(over + timedelta(days=1))


def _trial(language: str, now: datetime) -> None:
    trial.prepare(make_organisation(), to="bolat@example.org", language=language, now=now)


def _reset(language: str, now: datetime) -> None:
    accounts.send_reset(make_user(language=language).email, now=now)


def _account(occasion: account_letters.Occasion, language: str, now: datetime) -> None:
    place = account_letters.Place("192.0.2.7", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    account_letters.tell(make_user(language=language), occasion, place, now=now)


def _sign_in_link(language: str, now: datetime) -> None:
    accounts.send_sign_in_link(make_user(language=language).email, now=now)


def _data_ready(language: str, now: datetime) -> None:
    registration = make_registration(language=language)
    privacy.hand_out(registration.event.organisation, registration.email, now=now)


def _data_erased(language: str, now: datetime) -> None:
    privacy.say_goodbye(make_organisation(), "ada@example.org", language=language, now=now)


def _erasure_ahead(language: str, now: datetime) -> None:
    event = make_event(retention_days=90)
    make_user(event.organisation, language=language)
    make_registration(event)
    reporting.announce_erasures(event.effective_end + timedelta(days=80))


def _installation_trouble(language: str, now: datetime) -> None:
    make_user(language=language, is_admin=True, created_at=now - timedelta(days=90))
    installation.report_trouble(now)


def _webhook_stopped(language: str, now: datetime) -> None:
    owner = make_user(role=Role.OWNER, language=language)
    endpoint = make_endpoint(owner.memberships[0].organisation)[0]
    webhook_letters.tell_stopped(endpoint, Answer(status=503), now=now)


def _invitation(language: str, now: datetime) -> None:
    owner = make_user(role=Role.OWNER, name="Aliya Omarova")
    asks = Member(owner, owner.memberships[0].organisation, Role.OWNER)
    make_user(email="ada@example.org", language=language, memberships=[])
    team.invite(asks.organisation, "ada@example.org", Role.PRESS, by=asks, now=now)


def _new_address(language: str, now: datetime) -> None:
    place = account_letters.Place("192.0.2.7", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    addresses.ask(make_user(language=language), "new@example.org", place, now=now)


def _guest(language: str, now: datetime) -> None:
    owner = make_user(role=Role.OWNER, name="Aliya Omarova")
    asks = Member(owner, owner.memberships[0].organisation, Role.OWNER)
    make_user(email="ada@example.org", language=language, memberships=[])
    event = make_event(organisation=asks.organisation)
    guests.invite(event, "ada@example.org", Role.PRESS, by=asks, now=now)


def _welcome(language: str, now: datetime) -> None:
    user = make_user(language=language)
    accounts.send_welcome(user, user.memberships[0].organisation, now=now)


def _applicant(language: str, **more: Any) -> Applicant:
    event = _event()
    instructions = Texts(en="Badge desk at the west entrance.")
    make_intake(event, answer_by=event.starts_at, instructions=instructions, asks_identity=True)
    return make_applicant(event, language=language, **more)


def _received(language: str, now: datetime) -> None:
    application = _applicant(language).application
    submit(application, find_intake(application.event), now)
    press.send_received(application, find_intake(application.event), now)


def _press_link(language: str, now: datetime) -> None:
    press.send_link(_applicant(language), now)


def _answer(status: Standing, before: Standing, language: str, now: datetime) -> None:
    applicant = _applicant(language, status=before)
    if before is Standing.ACCEPTED:
        applicant.registration = make_registration(applicant.event, email=applicant.email)
        mails.expect(applicant.registration, now)
    verdict = deciding.Verdict(status, Reason.FULL, note="We need the letter of the editor.")
    deciding.decide(applicant.event, {applicant.id: applicant.version}, verdict, by=None, now=now)


def _pool(language: str, now: datetime, *, ended: bool = False) -> None:
    """A photographer has a place in the pool; after the event the material is still missing."""
    person = _applicant(language, status=Standing.ACCEPTED, function=Function.PHOTO)
    details = PoolDetails(
        places={Function.PHOTO: 2},
        handout_at=person.event.starts_at - timedelta(days=1),
        handout_place=Texts(en="Press centre, room 2"),
        sharing=Texts(en="Unedited pictures within an hour, free for all accredited media."),
    )
    pool.arrange(find_intake(person.event), details)
    place = pool.give(person, now=now)
    if ended:
        db.session.query(Message).filter_by(template=pool_letters.GIVEN).one().state = State.SENT
        pool.take_back(place, now=now + timedelta(hours=1))


def _colleague(language: str, now: datetime, *, has_applied: bool = False) -> None:
    """A colleague is asked to come instead of one who is accredited, and applies."""
    former = _applicant(language, status=Standing.ACCEPTED)
    former.registration = make_registration(former.event, email=former.email)
    mails.expect(former.registration, now)
    told = {"name": "Ada King", "email": "king@example.org", "language": language}
    wish = replacing.ask(former, **told, by=None, now=now)
    if has_applied:
        answers = Answers(people=(Person("Ada King", "king@example.org"),), language=language)
        replacing.apply(wish.token, former.event, answers, now=now)


def _security(language: str, now: datetime) -> None:
    """The list of a press conference whose announcement is in this language."""
    event = _applicant(language, status=Standing.ACCEPTED).event
    event.original_language = language
    intake = find_intake(event)
    intake.security_name, intake.security_email = "Ada King", "ada@example.org"
    security_links.send(event, by=None, now=now)


def _share(language: str, now: datetime) -> None:
    _pool(language, now)
    pool.remind_to_share(datetime(2026, 12, 5, tzinfo=UTC))


def _diary(language: str, now: datetime) -> None:
    """The week of the press conference in Osh, to one agency."""
    house = _event().organisation
    agencies = save(ContactList(organisation_id=house.id, name="Agencies", created_at=now))
    agency = make_contact(organisation=house, language=language)
    save(Membership(list_id=agencies.id, contact_id=agency.id))
    save(DiaryPost(organisation_id=house.id, list_id=agencies.id, weekday=0, language=language))
    diaries.post_due(datetime(2026, 11, 30, 2, tzinfo=UTC))


def _kit(language: str, now: datetime, *, replaced: bool = False, opened: bool = False) -> None:
    """A journalist is accepted; a paper and a photo are there, held until the day of the event."""
    person = _applicant(language, status=Standing.ACCEPTED)
    event = person.event
    held = now if opened else event.starts_at
    material = make_material(event, embargo_at=held)
    make_material(event, photo(), "hall.jpg", embargo_at=held)
    if replaced:
        kept = intake.keep(BytesIO(PDF), "speech-2.pdf")
        version = materials.replace(event, material, kept, note="Page 2", by=None, now=now)
        kits.correct(version, now=now)
    elif opened:
        kits.announce_openings(now)
    else:
        kits.announce_kit(event, now=now)


def _card(send: Callable[[Card, datetime], None], language: str, now: datetime) -> None:
    card = make_card(language=language, scope="Osh region")
    card.withdrawn_reason = "The outlet has closed."
    db.session.query(Message).delete()  # the letter that came with the card
    send(card, now)


def _own_data(language: str, now: datetime) -> None:
    address_book.send_link(make_contact(language=language), now)


def _own_calendar(language: str, now: datetime) -> None:
    own_calendars.send_link("ada@example.org", language, now=now)


SAMPLES: dict[str, Sample] = {
    address_book.LINK: _own_data,
    "accreditation/received": _received,
    "accreditation/changed": _changed_for_undecided,
    "accreditation/link": _press_link,
    "accreditation/accepted": partial(_answer, Standing.ACCEPTED, Standing.SUBMITTED),
    "accreditation/waitlisted": partial(_answer, Standing.WAITLISTED, Standing.SUBMITTED),
    "accreditation/declined": partial(_answer, Standing.DECLINED, Standing.SUBMITTED),
    "accreditation/more": partial(_answer, Standing.INCOMPLETE, Standing.SUBMITTED),
    "accreditation/revoked": partial(_answer, Standing.DECLINED, Standing.ACCEPTED),
    pool_letters.GIVEN: _pool,
    pool_letters.ENDED: partial(_pool, ended=True),
    pool_letters.SHARE: _share,
    own_calendars.LINK: _own_calendar,
    diaries.WEEK: _diary,
    kits.READY: _kit,
    kits.OPENED: partial(_kit, opened=True),
    kits.CORRECTED: partial(_kit, replaced=True),
    "accreditation/security": _security,
    replacing_letters.ASKED: _colleague,
    replacing_letters.REPLACED: partial(_colleague, has_applied=True),
    "accreditation/card": partial(_card, press_cards.send_card),
    "accreditation/renewal": partial(_card, press_cards.send_renewal),
    "accreditation/card_withdrawn": partial(_card, press_cards.send_card_withdrawn),
    **{
        f"briefs/{name}": partial(_brief, f"briefs/{name}")
        for name in ("morning", "soon", "trouble")
    },
    digests.CONFIRM: _confirm_digest,
    digests.GOODBYE: _end_digest,
    digests.NEWS: partial(_digest, digests.NEWS),
    digests.TODAY: partial(_digest, digests.TODAY),
    "accounts/reset": _reset,
    "mail/trial": _trial,
    "privacy/retention": _erasure_ahead,
    "webhooks/stopped": _webhook_stopped,
    installation.TROUBLE: _installation_trouble,
    "accounts/invitation": _invitation,
    "accounts/new_address": _new_address,
    "guests/invitation": _guest,
    "privacy/report": _erasure_report,
    "privacy/ready": _data_ready,
    "privacy/erased": _data_erased,
    "accounts/notice": partial(_account, account_letters.Occasion.DEVICE),
    "accounts/sign_in_link": _sign_in_link,
    "accounts/welcome": _welcome,
    "documents/certificate": _certificate,
    "registration/cancelled": _cancelled,
    "registration/confirmed": _confirmed,
    "registration/approved": partial(_decision, Status.CONFIRMED),
    "registration/declined": partial(_decision, Status.DECLINED),
    "registration/check_address": partial(_greeting, Status.UNCONFIRMED_EMAIL),
    "registration/received": partial(_greeting, Status.PENDING),
    "registration/waitlisted": partial(_greeting, Status.WAITLISTED),
    "registration/offered": partial(_greeting, Status.OFFERED),
    "registration/transferred": _transfer,
    "registration/entry": _entry,
    "registration/link": _link,
    "registration/passed_on": _passed_on,
    "registration/proposal_refused": _proposal_refused,
    "invitations/invitation": partial(_invitation_to_event, invitations.send_due),
    "invitations/reminder": partial(_invitation_to_event, invitations.remind_due),
    "invitations/answered": _answered,
    "invitations/changed": _changed_for_invited,
    "invitations/series": _series_for_invited,
    "accreditation/series": _series_for_undecided,
    "messages/news": _news,
    "messages/series": _series,
    **{
        f"messages/{name}": partial(_reminder, f"messages/{name}")
        for name in ("week", "day", "hour", "thanks", "missed")
    },
    **{
        f"messages/{name}": partial(_notice, f"messages/{name}")
        for name in ("changed", "postponed", "cancelled", "reinstated")
    },
}
