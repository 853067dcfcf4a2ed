"""Whom a message is for, and who is left out and why."""

from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.checkin.models import Attendance
from eventsapp.events.category_models import Mode
from eventsapp.mail import services as mail
from eventsapp.mail.bounces import StoppedAddress
from eventsapp.mail.preferences import Kind, choose
from eventsapp.messages.audience import Audience, Reason, counts, reach
from eventsapp.registration.models import Status
from tests.counting import statements
from tests.factories import make_category, make_event, make_registration, save

NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)


@pytest.fixture
def event(app):
    return make_event()


def had_nothing(_person):
    return False


def reached(event, **chosen):
    found = reach(event, Audience(events=[event.id], **chosen), had_nothing, at=NOW)
    return [person.name for person in found.people]


def test_reach_takes_the_registered_in_the_order_they_came(event):
    make_registration(event, name="Ada")
    make_registration(event, name="Grace")
    make_registration(event, name="Gone", status=Status.CANCELLED)

    assert reached(event) == ["Ada", "Grace"]


def test_reach_follows_status_and_language(event):
    make_registration(event, name="Ada", language="en")
    make_registration(event, name="Айнура", language="ky", status=Status.WAITLISTED)
    make_registration(event, name="Grace", status=Status.WAITLISTED)

    assert reached(event, states=["waitlisted"], languages=["ky"]) == ["Айнура"]


def test_reach_follows_the_way_of_taking_part(event):
    room, online = make_category(event), make_category(event, mode=Mode.ONLINE)
    make_registration(event, name="Ada", category=room)
    make_registration(event, name="Grace", category=online)

    assert reached(event, categories=[online.id]) == ["Grace"]


def test_reach_can_take_in_a_side_event(event):
    visit = make_event(organisation=event.organisation, parent=event)
    make_registration(event, name="Ada")
    make_registration(visit, name="Grace")

    found = reach(event, Audience(events=[visit.id]), had_nothing, at=NOW)

    assert [person.name for person in found.people] == ["Grace"]


def test_reach_says_who_is_left_out_and_why(event):
    ada = make_registration(event, name="Ada", email="ada@example.org")
    make_registration(event, name="Her guest", email=None, party_id=ada.id)
    make_registration(event, name="Unsubscribed", email="silent@example.org")
    make_registration(event, name="Paused", email="resting@example.org")
    make_registration(event, name="Stopped", email="gone@example.org")
    make_registration(event, name="Informed", email="informed@example.org")
    make_registration(event, name="Once more", email="ada@example.org", status=Status.CANCELLED)
    mail.unsubscribe("silent@example.org", event.topic, NOW)
    choose("resting@example.org", wanted=Kind, paused_until=NOW + timedelta(days=1), now=NOW)
    save(
        StoppedAddress(
            address="gone@example.org", stopped_at=NOW, status="5.1.1", reason="No such user"
        )
    )

    found = reach(
        event,
        Audience(states=["confirmed", "cancelled"]),
        lambda person: person.name == "Informed",
        at=NOW,
    )

    assert [person.name for person in found.people] == ["Once more"]  # her latest registration
    assert {reason: [each.name for each in left] for reason, left in found.left_out.items()} == {
        Reason.NO_ADDRESS: ["Her guest"],
        Reason.UNSUBSCRIBED: ["Unsubscribed"],
        Reason.UNWANTED: ["Paused"],
        Reason.STOPPED: ["Stopped"],
        Reason.HAD_IT: ["Informed"],
        Reason.TWICE: ["Ada"],
    }


def test_reach_asks_as_often_for_many_as_for_one(event):
    make_registration(event)
    with statements() as for_one:
        reached(event)
    for _number in range(5):
        make_registration(event)
    with statements() as for_six:
        assert len(reached(event)) == 6

    assert len(for_six) == len(for_one)


def test_reach_counts_languages(event):
    for language in ("ky", "ky", "ru"):
        make_registration(event, language=language)

    found = reach(event, Audience(), had_nothing, at=NOW)

    assert found.languages == {"ky": 2, "ru": 1}


def test_counts_say_how_many_each_choice_stands_for(event):
    make_registration(event, language="ky")
    make_registration(event, language="ky", status=Status.CANCELLED)

    found = counts(event, [event.id])

    assert found["languages"] == {"ky": 2}
    assert found["states"] == {Status.CONFIRMED: 1, Status.CANCELLED: 1}


def test_reach_follows_who_came(event):
    ada, _grace = make_registration(event, name="Ada"), make_registration(event, name="Grace")
    save(Attendance(event_id=event.id, registration_id=ada.id, act_key="1", entered_at=NOW))

    assert reached(event, attendance="came") == ["Ada"]
    assert reached(event, attendance="missed") == ["Grace"]
