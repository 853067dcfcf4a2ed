"""Decisions: seats, answers that wait, undo, a colleague who was quicker."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.accreditation import deciding, queries, retention, services
from eventsapp.accreditation.deciding import DecidedMeanwhile, PlacesExceeded, Verdict
from eventsapp.accreditation.kinds import Attendance, Paper, Reason, Status
from eventsapp.accreditation.models import Applicant, Decision
from eventsapp.core.errors import Refusal
from eventsapp.core.papers import Upload
from eventsapp.events.category_models import Mode
from eventsapp.events.models import Event
from eventsapp.events.models import State as EventState
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.mail.services import draft
from eventsapp.registration import moving, seats
from eventsapp.registration import retention as registered
from eventsapp.registration import services as registrations
from eventsapp.registration.models import Registration
from eventsapp.registration.models import Status as Standing
from eventsapp.registration.refusals import AlreadyRegistered, EventFull, PressDecides
from tests.conftest import NOW
from tests.factories import (
    make_applicant,
    make_category,
    make_intake,
    make_member,
    make_registration,
    save,
)
from tests.together import THREADS, together

ACCEPT = Verdict(Status.ACCEPTED)
DECLINE = Verdict(Status.DECLINED, Reason.NO_OUTLET)
LATER, MINUTE = NOW + timedelta(hours=1), timedelta(minutes=1)


def decide(applicant, verdict=ACCEPT, now=NOW, by=None):
    made = deciding.decide(
        applicant.event, {applicant.id: applicant.version}, verdict, by=by, now=now
    )
    db.session.commit()
    return made[0]


def undo(decision, now=NOW):
    deciding.undo([decision], now=now)
    db.session.commit()


def letters(state=State.QUEUED):
    found = select(Message.template).where(Message.state == state).order_by(Message.id)
    return db.session.scalars(found).all()


def test_accept_gives_a_seat_of_the_press_and_an_answer_after_a_minute(app):
    applicant = make_applicant()

    decide(applicant)

    registration = applicant.registration
    answer = db.session.scalars(select(Message)).one()
    assert (registration.status, registration.category.for_press) == (Standing.CONFIRMED, True)
    assert registration.organisation_name == "National Agency"
    assert seats.room_in(registration.category, NOW).taken == 1
    assert answer.template == "accreditation/accepted"
    assert answer.due_at == NOW + timedelta(seconds=60)
    assert answer.calendar_recipe["method"] == "REQUEST"
    assert answer.qr_text == registration.qr_text


def make_crew():
    """A sender, and one of the crew who has no address of their own."""
    sender = make_applicant(email="ada@example.org")
    return sender, make_member(sender)


def test_accept_sends_the_code_of_one_without_an_address_to_the_sender(app):
    sender, member = make_crew()

    decide(sender)
    decide(member)

    own, theirs = db.session.scalars(select(Message).order_by(Message.id)).all()
    assert (own.recipient, theirs.recipient) == ("ada@example.org", "ada@example.org")
    assert theirs.qr_text == member.registration.qr_text != own.qr_text
    assert theirs.calendar_recipe is None
    assert seats.room_in(member.registration.category, NOW).taken == 2


def test_undo_takes_back_the_answer_about_one_of_a_crew_alone(app):
    sender, member = make_crew()
    decide(sender)

    undo(decide(member))

    assert (sender.status, member.status) == (Status.ACCEPTED, Status.SUBMITTED)
    assert letters() == letters(State.WITHDRAWN) == ["accreditation/accepted"]


def test_one_of_a_crew_is_decided_about_when_who_answered_for_them_is_erased(app):
    sender, member = make_crew()
    retention.forget(sender, NOW)

    decision = decide(member)
    accepted = (member.status, member.registration.status)
    undo(decision)

    assert accepted == (Status.ACCEPTED, Standing.CONFIRMED)
    assert member.status is Status.SUBMITTED
    assert letters() == []


@pytest.mark.parametrize("verdict", [ACCEPT, Verdict(Status.WAITLISTED), None])
def test_who_is_erased_no_longer_waits_for_a_decision_and_has_no_place(app, verdict):
    applicant = make_applicant()
    if verdict:
        decide(applicant, verdict)

    retention.forget(applicant, NOW)

    assert applicant.status is Status.WITHDRAWN
    assert seats.room_in(queries.find_intake(applicant.event).category, NOW).taken == 0
    assert letters() == []
    with pytest.raises(deciding.NoSuchDecision):
        decide(applicant)


def test_who_is_erased_after_the_event_still_counts(app):
    applicant = make_applicant(status=Status.ACCEPTED)

    retention.forget(applicant, applicant.event.effective_end + MINUTE)

    assert applicant.status is Status.ACCEPTED


def test_card_and_portrait_are_erased_with_the_sender_of_a_crew(app):
    sender, _member = make_crew()
    papers = {paper: Upload(paper.encode(), "image/jpeg") for paper in Paper}
    services.add_papers(sender.application, papers, NOW)
    db.session.commit()

    retention.forget(sender, NOW)
    db.session.commit()

    assert [each.paper for each in sender.application.documents] == [Paper.LETTER]


def test_one_of_a_crew_without_an_address_can_withdraw(app):
    _sender, member = make_crew()
    decide(member)

    services.withdraw(member, now=NOW)

    assert member.registration.status is Standing.CANCELLED


def test_accept_leaves_the_places_of_the_public_alone(app):
    public = make_registration()
    make_intake(public.event, places=1)

    decide(make_applicant(public.event))

    assert seats.places(public.event).taken == 1


def test_accept_moves_one_who_is_registered_and_undo_moves_back(app):
    public = make_registration(email="ada@example.org")
    make_intake(public.event)
    applicant = make_applicant(public.event, email="ada@example.org")

    decision = decide(applicant)
    moved = public.category.for_press
    undo(decision)

    assert moved
    assert not public.category.for_press
    assert public.status is Standing.CONFIRMED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Standing.WAITLISTED, Standing.WAITLISTED),
        (Standing.PENDING, Standing.PENDING),
        (Standing.OFFERED, Standing.WAITLISTED),
    ],
)
def test_undo_gives_nobody_a_public_place_who_had_none(app, before, after):
    public = make_registration(email="ada@example.org", status=before)
    make_intake(public.event)

    decision = decide(make_applicant(public.event, email="ada@example.org"))
    accepted = public.status
    undo(decision)

    assert (accepted, public.status) == (Standing.CONFIRMED, after)


def test_undo_holds_no_public_place_for_one_whose_address_is_not_confirmed(app):
    category = make_category(capacity=1)
    unconfirmed = {"status": Standing.UNCONFIRMED_EMAIL, "held_until": LATER, "confirmed_at": None}
    public = make_registration(
        category.event, category=category, email="ada@example.org", **unconfirmed
    )
    make_intake(category.event)

    undo(decide(make_applicant(category.event, email="ada@example.org")), now=NOW)

    assert public.status is Standing.UNCONFIRMED_EMAIL
    assert seats.room_in(category, LATER).has_room()


def test_accept_of_a_remote_journalist_takes_no_seat_in_the_room(app):
    applicant = make_applicant(make_intake(places=0).event, attendance=Attendance.REMOTE)

    decide(applicant)

    assert applicant.registration.category.mode is Mode.ONLINE
    assert db.session.scalars(select(Message)).one().qr_text == ""


def test_accept_beyond_the_places_has_to_be_meant(app):
    applicant = make_applicant(make_intake(places=0).event)

    with pytest.raises(PlacesExceeded):
        decide(applicant)
    db.session.rollback()
    decide(applicant, Verdict(Status.ACCEPTED, beyond=True))

    assert applicant.status is Status.ACCEPTED


def test_accept_refuses_the_same_address_in_two_applications(app):
    first = make_applicant(email="ada@example.org")
    second = make_applicant(first.event, email="ada@example.org")
    decide(first)

    with pytest.raises(deciding.AcceptedTwice):
        decide(second)


def test_decide_for_several_is_all_or_nothing(app):
    event = make_intake(places=1).event
    versions = {each.id: each.version for each in (make_applicant(event), make_applicant(event))}

    with pytest.raises(PlacesExceeded):
        deciding.decide(event, versions, ACCEPT, by=None, now=NOW)
    db.session.rollback()

    assert {each.status for each in db.session.scalars(select(Applicant))} == {Status.SUBMITTED}
    assert letters() == []


@pytest.mark.parametrize(
    ("verdict", "refusal"),
    [
        (Verdict(Status.DECLINED), deciding.ReasonMissing),
        (Verdict(Status.DECLINED, Reason.OTHER), deciding.WordsMissing),
        (Verdict(Status.INCOMPLETE), deciding.WordsMissing),
    ],
)
def test_decide_never_leaves_an_applicant_without_the_why(app, verdict, refusal):
    with pytest.raises(refusal):
        decide(make_applicant(), verdict)


def test_decline_says_the_reason_in_the_language_of_the_applicant(app):
    decide(make_applicant(language="en"), DECLINE)

    answer = db.session.scalars(select(Message)).one()
    assert answer.template == "accreditation/declined"
    assert "No outlet was named" in answer.text


def test_decline_of_one_who_was_accepted_takes_seat_and_calendar_entry_back(app):
    applicant = make_applicant()
    decide(applicant)
    db.session.scalars(select(Message)).one().state = State.SENT
    db.session.commit()

    decide(applicant, Verdict(Status.DECLINED, Reason.SECURITY), now=NOW + timedelta(hours=1))

    answer = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert applicant.status is Status.REVOKED
    assert applicant.registration.status is Standing.CANCELLED
    assert (answer.template, answer.calendar_recipe["method"]) == (
        "accreditation/revoked",
        "CANCEL",
    )


def test_revoking_withdraws_reminders_that_wait_and_undo_brings_them_back(app):
    applicant = make_applicant()
    decide(applicant)
    db.session.scalars(select(Message)).one().state = State.SENT
    topic, to = applicant.event.topic, applicant.email
    day = draft("messages/day", to=to, language="en", key="day", now=NOW, topic=topic)
    save(day)

    decision = decide(applicant, Verdict(Status.DECLINED, Reason.SECURITY))
    revoked = day.state
    undo(decision)

    assert (revoked, day.state) == (State.WITHDRAWN, State.QUEUED)


def accepted_and_revoked(**more):
    """Somebody of the only place, taken back an hour later; the intake and that decision."""
    intake = make_intake(places=1)
    applicant = make_applicant(intake.event, **more)
    decide(applicant)
    return intake, decide(applicant, Verdict(Status.DECLINED, Reason.SECURITY), now=LATER)


def test_undo_of_a_revocation_gives_nobody_a_place_that_is_taken(app):
    intake, revoked = accepted_and_revoked(outlet="Agency")
    decide(make_applicant(intake.event, outlet="Radio"), now=LATER)

    with pytest.raises(EventFull):
        undo(revoked, now=LATER)

    db.session.rollback()
    assert seats.room_in(intake.category, LATER).taken == 1


def test_undo_of_a_revocation_may_exceed_the_places_as_the_acceptance_did(app):
    intake = make_intake(places=1)
    decide(make_applicant(intake.event, outlet="Agency"))
    beyond = make_applicant(intake.event, outlet="Radio")
    decide(beyond, Verdict(Status.ACCEPTED, beyond=True))

    undo(decide(beyond, Verdict(Status.DECLINED, Reason.SECURITY), now=LATER), now=LATER)

    assert beyond.registration.status is Standing.CONFIRMED


def test_undo_of_a_revocation_is_refused_to_one_who_has_registered_meanwhile(app):
    intake, revoked = accepted_and_revoked(email="ada@example.org")
    make_registration(intake.event, category=make_category(intake.event), email="ada@example.org")

    with pytest.raises(AlreadyRegistered):
        undo(revoked, now=LATER)


def test_undo_of_an_acceptance_gives_no_public_place_that_is_taken(app):
    category = make_category(capacity=1)
    make_registration(category.event, category=category, email="ada@example.org")
    make_intake(category.event)
    decision = decide(make_applicant(category.event, email="ada@example.org"))
    make_registration(category.event, category=category)

    with pytest.raises(EventFull):
        undo(decision)

    db.session.rollback()
    assert seats.room_in(category, NOW).taken == 1


def test_revoking_takes_back_who_came_along_and_undo_brings_them_back(app):
    public = make_registration(email="ada@example.org")
    friend = make_registration(public.event, name="Friend", email=None, party=public)
    make_intake(public.event)
    applicant = make_applicant(public.event, email="ada@example.org")
    decide(applicant)

    revoked = decide(applicant, Verdict(Status.DECLINED, Reason.SECURITY), now=LATER)
    gone = (public.status, friend.status)
    undo(revoked, now=LATER)

    assert gone == (Standing.CANCELLED, Standing.CANCELLED)
    assert (public.status, friend.status) == (Standing.CONFIRMED, Standing.CONFIRMED)


def test_nobody_is_accepted_where_nothing_takes_place(app):
    applicant = make_applicant()
    applicant.event.state = EventState.CANCELLED
    db.session.commit()

    with pytest.raises(services.ApplicationsClosed):
        decide(applicant)
    db.session.rollback()
    assert decide(applicant, DECLINE).status is Status.DECLINED


def test_undo_within_the_minute_is_as_if_nothing_had_happened(app):
    applicant = make_applicant()

    undo(decide(applicant))

    assert applicant.status is Status.SUBMITTED
    assert db.session.scalars(select(Registration)).all() == []
    assert letters(State.WITHDRAWN) == ["accreditation/accepted"]
    assert db.session.scalars(select(Decision)).one().undone_at == NOW


def test_undo_after_the_answer_has_gone_is_refused(app):
    decision = decide(make_applicant())
    db.session.scalars(select(Message)).one().state = State.SENT
    db.session.commit()

    with pytest.raises(deciding.AnswerGone):
        undo(decision)


def test_undo_brings_the_answer_before_back(app):
    applicant = make_applicant()
    decide(applicant, Verdict(Status.WAITLISTED))

    undo(decide(applicant, now=NOW + timedelta(seconds=10)), now=NOW + timedelta(seconds=20))

    assert applicant.status is Status.WAITLISTED
    assert letters() == ["accreditation/waitlisted"]


def test_decide_now_answers_later(app):
    intake = make_intake()
    evening = NOW + timedelta(hours=7)
    deciding.hold_answers(intake, evening)

    decide(make_applicant(intake.event), DECLINE)

    assert db.session.scalars(select(Message)).one().due_at == evening


def test_decide_does_not_write_over_a_colleague(app):
    applicant = make_applicant()
    seen = {applicant.id: applicant.version}
    decide(applicant)

    with pytest.raises(DecidedMeanwhile) as conflict:
        deciding.decide(applicant.event, seen, DECLINE, by=None, now=NOW)

    assert list(conflict.value.applicants) == [applicant]
    assert applicant.status is Status.ACCEPTED


def test_withdraw_of_one_who_is_accepted_frees_the_seat(app):
    applicant = make_applicant()
    decide(applicant)

    services.withdraw(applicant, now=NOW)
    db.session.commit()

    assert applicant.registration.status is Standing.CANCELLED
    assert "accreditation/accepted" not in letters()


def test_follow_registrations_withdraws_who_gave_the_ticket_back(app):
    applicant = make_applicant()
    decide(applicant)
    registrations.cancel(applicant.registration, now=NOW)
    db.session.commit()

    assert services.follow_registrations(NOW + MINUTE) == 1
    assert services.follow_registrations(NOW + MINUTE) == 0
    assert applicant.status is Status.WITHDRAWN


def test_follow_erased_forgets_who_deleted_the_data_on_the_ticket_page(app):
    applicant = make_applicant(phone="+996 555 000 111")
    decide(applicant)
    registered.erase(applicant.registration, now=NOW)
    db.session.commit()

    assert retention.follow_erased(NOW) == 1
    assert retention.follow_erased(NOW) == 0
    assert (applicant.name, applicant.email, applicant.phone) == ("", None, "")
    assert applicant.status is Status.WITHDRAWN


def test_a_journalist_cancelled_by_mistake_stays_accredited_when_that_is_undone(app):
    applicant = make_applicant()
    decide(applicant)
    registrations.cancel(applicant.registration, by_organiser=True, now=NOW)
    services.follow_registrations(NOW + MINUTE / 2)

    registrations.undo_cancel(applicant.registration, by_organiser=True, now=NOW + MINUTE / 2)
    services.follow_registrations(NOW + MINUTE)

    assert applicant.status is Status.ACCEPTED
    assert applicant.registration.status is Standing.CONFIRMED


def cancelled_by_the_team(applicant):
    registrations.cancel(applicant.registration, by_organiser=True, now=NOW - MINUTE)
    services.follow_registrations(NOW)


@pytest.mark.parametrize(
    "end",
    [
        cancelled_by_the_team,
        lambda applicant: services.withdraw(applicant, now=NOW),
        lambda applicant: decide(applicant, Verdict(Status.DECLINED, Reason.SECURITY)),
    ],
)
def test_who_is_no_longer_accredited_gets_no_place_of_the_press_on_another_tab(app, end):
    applicant = make_applicant()
    decide(applicant, now=NOW - 2 * MINUTE)
    end(applicant)

    with pytest.raises(PressDecides):
        registrations.undo_cancel(applicant.registration, by_organiser=True, now=NOW)


def test_who_is_accredited_is_moved_to_no_public_place(app):
    applicant = make_applicant()
    decide(applicant)
    public = make_category(applicant.event)

    with pytest.raises(PressDecides):
        moving.move([applicant.registration], public, now=NOW)


def race(app):
    """Eight colleagues accept eight journalists for the last three places at one moment."""
    event = make_intake(places=3, outlet_limit=None).event
    chosen = [(each.id, each.version) for each in (make_applicant(event) for _ in range(8))]
    event_id, barrier, outcomes = event.id, threading.Barrier(8), Counter()
    db.session.remove()

    def run(number):
        with app.app_context():
            barrier.wait()
            try:
                event = db.session.get(Event, event_id)
                deciding.decide(event, dict([chosen[number]]), ACCEPT, by=None, now=NOW)
                db.session.commit()
                outcomes["accepted"] += 1
            except Refusal as refusal:
                db.session.rollback()
                outcomes[type(refusal).__name__] += 1
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes, db.session.get(Event, event_id)


def test_accept_gives_the_last_places_once(app):
    outcomes, event = race(app)

    intake = queries.find_intake(event)
    assert outcomes == {"accepted": 3, "PlacesExceeded": 5}
    assert seats.room_in(intake.category, NOW).taken == 3


def test_withdraw_at_the_moment_of_a_decision_is_a_withdrawal(app):
    intake = make_intake()
    event_id = intake.event_id
    people = [make_applicant(intake.event).id for _number in range(THREADS // 2)]

    def act(number):
        chosen = people[number // 2]
        if number % 2:
            services.withdraw(db.session.get(Applicant, chosen), now=NOW)
        else:
            event = db.session.get(Event, event_id)
            deciding.decide(event, {chosen: None}, ACCEPT, by=None, now=NOW)
        db.session.commit()
        return "withdrawn" if number % 2 else "decided"

    outcomes = together(app, act)

    db.session.expire_all()
    assert outcomes["withdrawn"] == THREADS // 2
    assert {db.session.get(Applicant, each).status for each in people} == {Status.WITHDRAWN}
    category = queries.find_intake(db.session.get(Event, event_id)).category
    assert seats.room_in(category, NOW).taken == 0
