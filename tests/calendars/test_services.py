"""Invitations: who is told what, and in which order calendars believe it (RFC 5546)."""

from datetime import datetime, timedelta

import pytest

from eventsapp.calendars import queries, services
from eventsapp.calendars.models import Answer, Invitation
from eventsapp.core.texts import Texts
from eventsapp.events.models import State
from eventsapp.events.times import set_times
from eventsapp.extensions import db
from tests.calendars.reading import lines, names, only, spans, texts
from tests.factories import make_event, make_organisation

ADA = "ada@example.org"


def invited(event, now, address=ADA, name="Ada Bekova", own_url="", **more):
    invitation = services.expect(event, address=address, name=name, now=now, **more)
    db.session.flush()
    return services.request(invitation, own_url=own_url)


def built(recipe, now):
    method, body = services.build(recipe, now)
    assert only(body, "METHOD") == f"METHOD:{method}"
    return body


def move(event, now):
    set_times(event, starts=datetime(2026, 12, 5, 15), ends=datetime(2026, 12, 5, 16))
    event.sequence, event.updated_at = event.sequence + 1, now


def test_invite_makes_a_request_to_the_one_recipient(app, now):
    event = make_event()

    body = built(invited(event, now), now)

    assert only(body, "METHOD") == "METHOD:REQUEST"
    assert only(body, "ATTENDEE") == (
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;"
        'CN="Ada Bekova":mailto:ada@example.org'
    )
    assert only(body, "UID") == f"UID:{event.uid}"
    assert only(body, "DTSTAMP") == "DTSTAMP:20261126T060000Z"
    assert only(body, "STATUS") == "STATUS:CONFIRMED"
    assert spans(body) == [(event.starts_at, event.ends_at)]
    assert not {"NAME", "X-WR-CALNAME", "REQUEST-STATUS"} & set(names(body))


def test_invite_shows_the_link_to_join_and_the_persons_own_page(app, now):
    event = make_event(online_url="https://meet.example.org/secret")

    body = built(invited(event, now, own_url="https://agenda.example.org/r/abc"), now)

    description = texts(body, "DESCRIPTION")[0]
    assert "Join online: https://meet.example.org/secret" in description
    assert "Change or cancel your registration: https://agenda.example.org/r/abc" in description
    assert only(body, "CONFERENCE").endswith(":https://meet.example.org/secret")


def test_invite_speaks_the_persons_language(app, now):
    body = built(invited(make_event(), now, language="ky"), now)

    assert only(body, "SUMMARY") == "SUMMARY;LANGUAGE=ky:Коопсуз билим берүү чөйрөсү"


def test_invite_again_keeps_one_invitation_and_its_organizer(app, now):
    event = make_event()
    first = built(invited(event, now), now)
    event.organisation.email = "other@example.org"
    event.organisation.names = Texts(en="Another name")

    again = built(invited(event, now), now)

    assert only(again, "ORGANIZER") == only(first, "ORGANIZER")
    assert db.session.query(Invitation).count() == 1


def test_recipe_names_the_address_that_takes_answers(app, now):
    assert invited(make_event(), now)["organizer"] == "press@example.org"


def test_organizer_is_never_the_invited_person(app, now):
    event = make_event(organisation=make_organisation(email="Ada@Example.org"))

    body = built(invited(event, now), now)

    assert only(body, "ORGANIZER").endswith(":mailto:dateline@localhost.localdomain")


def test_move_asks_the_person_anew_with_a_higher_sequence(app, now):
    event = make_event()
    built(invited(event, now), now)
    move(event, now)

    body = built(invited(event, now), now)

    assert only(body, "SEQUENCE") == "SEQUENCE:1"
    assert "PARTSTAT=NEEDS-ACTION;RSVP=TRUE" in only(body, "ATTENDEE")
    assert spans(body) == [(event.starts_at, event.ends_at)]


def test_minor_edit_keeps_the_answer_and_the_sequence(app, now):
    event = make_event()
    built(invited(event, now), now)
    event.titles, event.updated_at = Texts(en="Safe learning"), now

    body = built(invited(event, now), now)

    assert only(body, "SEQUENCE") == "SEQUENCE:0"
    assert "PARTSTAT=ACCEPTED;RSVP=FALSE" in only(body, "ATTENDEE")
    assert only(body, "LAST-MODIFIED") == "LAST-MODIFIED:20261126T060000Z"


def test_build_shows_the_event_as_it_is_at_delivery(app, now):
    event = make_event()
    recipe = invited(event, now)
    move(event, now)

    body = built(recipe, now)

    assert spans(body) == [(event.starts_at, event.ends_at)]
    assert queries.find_invitation(event, ADA).answer is Answer.ACCEPTED


@pytest.mark.parametrize(
    ("state", "status"), [(State.PUBLISHED, "CONFIRMED"), (State.POSTPONED, "TENTATIVE")]
)
def test_request_carries_the_status(app, now, state, status):
    body = built(invited(make_event(state=state), now), now)

    assert only(body, "STATUS") == f"STATUS:{status}"


def test_cancellation_is_a_cancel_of_the_event(app, now):
    event = make_event()
    first = built(invited(event, now), now)
    event.state, event.sequence = State.CANCELLED, 1

    recipe = services.cancellation(queries.find_invitation(event, ADA), now)
    body = built(recipe, now)

    assert only(body, "METHOD") == "METHOD:CANCEL"
    assert only(body, "STATUS") == "STATUS:CANCELLED"
    assert only(body, "SEQUENCE") == "SEQUENCE:1"
    assert only(body, "UID") == only(first, "UID")
    assert only(body, "ORGANIZER") == only(first, "ORGANIZER")
    assert spans(body) == spans(first)
    assert only(body, "ATTENDEE").endswith(":mailto:ada@example.org")


def test_reinstated_event_asks_anew(app, now):
    event = make_event()
    built(invited(event, now), now)
    event.state, event.sequence = State.CANCELLED, 1
    built(services.cancellation(queries.find_invitation(event, ADA), now), now)
    event.state, event.sequence = State.PUBLISHED, 2

    body = built(invited(event, now), now)

    assert only(body, "SEQUENCE") == "SEQUENCE:2"
    assert "PARTSTAT=NEEDS-ACTION" in only(body, "ATTENDEE")


def test_uninvite_cancels_for_one_person_without_a_status(app, now):
    event = make_event()
    built(invited(event, now), now)
    invited(event, now, address="other@example.org", name="")

    body = built(services.uninvite(event, address=ADA, now=now), now)

    assert only(body, "METHOD") == "METHOD:CANCEL"
    assert "STATUS" not in names(body)
    assert only(body, "SEQUENCE") == "SEQUENCE:1"
    assert event.sequence == 0
    assert queries.find_invitation(event, "other@example.org").sequence == 0


def test_uninvite_twice_counts_once(app, now):
    event = make_event()
    invited(event, now)

    services.uninvite(event, address=ADA, now=now)
    body = built(services.uninvite(event, address=ADA, now=now), now)

    assert only(body, "SEQUENCE") == "SEQUENCE:1"


def test_uninvite_is_nothing_for_a_stranger(app, now):
    assert services.uninvite(make_event(), address=ADA, now=now) is None


def test_invite_after_a_cancel_counts_for_more_than_it(app, now):
    event = make_event()
    built(invited(event, now), now)
    built(services.uninvite(event, address=ADA, now=now), now)

    body = built(invited(event, now), now)

    assert only(body, "SEQUENCE") == "SEQUENCE:2"
    assert "PARTSTAT=ACCEPTED" in only(body, "ATTENDEE")


@pytest.mark.parametrize("state", [State.CANCELLED, State.WITHDRAWN])
def test_build_sends_no_request_for_what_does_not_take_place(app, now, state):
    event = make_event()
    recipe = invited(event, now)
    event.state = state

    assert services.build(recipe, now) is None


def test_build_sends_no_request_to_one_who_has_left(app, now):
    event = make_event()
    recipe = invited(event, now)
    services.uninvite(event, address=ADA, now=now)

    assert services.build(recipe, now) is None


def test_build_sends_no_cancel_to_one_who_is_back(app, now):
    event = make_event()
    invited(event, now)
    recipe = services.uninvite(event, address=ADA, now=now)
    invited(event, now)

    assert services.build(recipe, now) is None


def test_build_sends_no_cancel_of_an_event_that_is_back(app, now):
    event = make_event()
    invited(event, now)
    recipe = services.cancellation(queries.find_invitation(event, ADA), now)

    assert services.build(recipe, now) is None


def test_build_is_nothing_once_the_person_is_erased(app, now):
    recipe = invited(make_event(), now)
    db.session.query(Invitation).delete()

    assert services.build(recipe, now) is None


def test_needs_update_until_the_persons_object_is_as_new_as_the_event(app, now):
    event = make_event()
    recipe = invited(event, now)
    invitation = queries.find_invitation(event, ADA)

    assert services.needs_update(invitation, event)
    built(recipe, now)
    assert not services.needs_update(invitation, event)
    event.updated_at = now + timedelta(seconds=1)
    assert services.needs_update(invitation, event)
    built(recipe, now)
    event.sequence += 1
    assert services.needs_update(invitation, event)


def test_needs_update_is_false_for_one_who_has_left(app, now):
    event = make_event()
    invited(event, now)
    services.uninvite(event, address=ADA, now=now)

    assert not services.needs_update(queries.find_invitation(event, ADA), event)


@pytest.mark.parametrize("name", ["A\r\nX-EVIL:1", 'B" ;PARTSTAT=DECLINED', "Ө" * 90])
def test_hostile_names_stay_names(app, now, name):
    recipe = invited(make_event(), now, name=name)

    body = built(recipe, now)

    assert "X-EVIL" not in names(body)
    assert "PARTSTAT=ACCEPTED" in only(body, "ATTENDEE")
    assert lines(body)[-3].endswith(":mailto:ada@example.org")
