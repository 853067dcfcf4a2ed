"""Taking a place, changing it, giving it back and taking it again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.events.category_models import Mode
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mail.models import State as MailState
from eventsapp.mail.queries import is_unsubscribed
from eventsapp.mail.services import draft, unsubscribe
from eventsapp.registration import changing, queries, retention, seats, services
from eventsapp.registration.details import AttendeeDetails, Wishes
from eventsapp.registration.models import Registration
from eventsapp.registration.refusals import (
    AlreadyRegistered,
    EventFull,
    LeadGone,
    RegistrationClosed,
    UnknownWay,
)
from tests.factories import make_category, make_event, make_registration, save

MINUTE = timedelta(minutes=1)


def ada(category, **overrides):
    given = {"name": "Ada King", "email": "ada@example.org", "language": "en"}
    return AttendeeDetails(**given | {"category_id": category.id} | overrides)


def wishes(registration, **overrides):
    given = {"name": registration.name, "category_id": registration.category_id}
    return Wishes(**given | overrides)


def waiting(person, template, now, state=MailState.QUEUED):
    """A letter about the event that has not gone out to this person."""
    made = draft(
        template,
        to=person.email,
        language="en",
        key=f"{template}:{person.id}",
        now=now,
        topic=person.event.topic,
        unsubscribe=True,
    )
    made.state = state
    return save(made)


def mails():
    found = db.session.scalars(select(Message).order_by(Message.id))
    return [(mail.template, mail.recipient, mail.state) for mail in found]


def test_register_gives_a_place_a_code_and_a_mail_with_the_invitation(app, now):
    category = make_category()

    registration = services.register(category.event, ada(category), now=now)

    message = db.session.scalars(select(Message)).one()
    assert registration.is_confirmed
    assert len(registration.code) == 8
    assert message.template == "registration/confirmed"
    assert message.qr_text == f"DL1:{registration.entry_key}"
    assert message.calendar_recipe["method"] == "REQUEST"
    assert message.due_at == now


def test_register_an_address_twice_keeps_one_place_and_sends_the_link(app, now):
    category = make_category()
    first = services.register(category.event, ada(category, form_key="one"), now=now)

    second = services.register(category.event, ada(category, name="A", form_key="two"), now=now)

    assert second is first
    assert first.name == "Ada King"
    assert seats.places(category.event).taken == 1
    assert [template for template, *_ in mails()] == ["registration/confirmed", "registration/link"]


def test_register_the_same_form_twice_counts_once_and_writes_once(app, now):
    category = make_category(capacity=1)
    first = services.register(category.event, ada(category, form_key="one"), now=now)

    second = services.register(category.event, ada(category, form_key="one"), now=now)

    assert second is first
    assert len(mails()) == 1


def test_register_takes_the_same_form_with_another_address_as_another_person(app, now):
    category = make_category()
    services.register(category.event, ada(category, form_key="one"), now=now)
    other = ada(category, email="ben@example.org", form_key="one")

    services.register(category.event, other, now=now)

    assert seats.places(category.event).taken == 2


def test_register_refuses_when_the_last_place_is_taken(app, now):
    category = make_category(capacity=1)
    services.register(category.event, ada(category), now=now)

    with pytest.raises(EventFull):
        services.register(category.event, ada(category, email="ben@example.org"), now=now)


def test_register_counts_companions_as_persons(app, now):
    category = make_category(capacity=3)

    with pytest.raises(EventFull):
        services.register(category.event, ada(category, companions=("B", "C", "D")), now=now)
    lead = services.register(category.event, ada(category, companions=("Ben", "Cem")), now=now)

    assert seats.places(category.event).left == 0
    assert [each.name for each in queries.companions(lead)] == ["Ben", "Cem"]
    assert len({lead.code, *(each.code for each in queries.companions(lead))}) == 3


def test_register_keeps_to_the_total_above_the_categories(app, now):
    event = make_event(capacity=1)
    room, online = make_category(event), make_category(event, mode=Mode.ONLINE, capacity=None)
    services.register(event, ada(room), now=now)

    with pytest.raises(EventFull):
        services.register(event, ada(online, email="ben@example.org"), now=now)


@pytest.mark.parametrize(("seconds", "accepted"), [(1, True), (0, False), (-1, False)])
def test_register_closes_when_the_event_starts(app, seconds, accepted):
    category = make_category()
    moment = category.event.starts_at - timedelta(seconds=seconds)

    if accepted:
        assert services.register(category.event, ada(category), now=moment).is_confirmed
    else:
        with pytest.raises(RegistrationClosed):
            services.register(category.event, ada(category), now=moment)


@pytest.mark.parametrize("state", [State.DRAFT, State.CANCELLED, State.POSTPONED, State.WITHDRAWN])
def test_register_refuses_an_event_that_is_not_published(app, now, state):
    category = make_category(make_event(state=state))

    with pytest.raises(RegistrationClosed):
        services.register(category.event, ada(category), now=now)


def test_register_by_an_organiser_works_outside_the_window_but_not_beyond_the_places(app, now):
    category = make_category(capacity=1, is_open=False)

    services.register(category.event, ada(category), now=now, by_organiser=True)

    other = ada(category, email="ben@example.org")
    with pytest.raises(EventFull):
        services.register(category.event, other, now=now, by_organiser=True)


def test_register_refuses_a_category_of_another_event(app, now):
    category, foreign = make_category(), make_category()

    with pytest.raises(UnknownWay):
        services.register(category.event, ada(foreign), now=now)


def test_cancel_frees_the_seats_at_once_and_writes_after_a_minute(app, now):
    category = make_category(capacity=2)
    lead = services.register(category.event, ada(category, companions=("Ben",)), now=now)

    services.cancel(lead, now=now + MINUTE)

    message = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert seats.places(category.event).left == 2
    assert message.template == "registration/cancelled"
    assert message.due_at == now + 2 * MINUTE
    assert message.calendar_recipe["method"] == "CANCEL"


def test_cancel_twice_writes_once(app, now):
    category = make_category()
    registration = services.register(category.event, ada(category), now=now)

    services.cancel(registration, now=now)
    services.cancel(registration, now=now + MINUTE)

    assert [template for template, *_ in mails()].count("registration/cancelled") == 1


def test_cancel_of_a_companion_leaves_the_lead_and_writes_to_nobody(app, now):
    category = make_category()
    lead = services.register(category.event, ada(category, companions=("Ben",)), now=now)
    companion = queries.companions(lead)[0]

    services.cancel(companion, by_organiser=True, now=now)

    assert lead.is_confirmed
    assert queries.companions(lead) == []
    assert len(mails()) == 1


def test_undo_cancel_within_the_minute_is_as_if_nothing_had_happened(app, now):
    category = make_category()
    lead = services.register(category.event, ada(category, companions=("Ben",)), now=now)
    services.cancel(lead, now=now)

    services.undo_cancel(lead, now=now + timedelta(seconds=59))

    assert lead.is_confirmed
    assert seats.places(category.event).taken == 2
    assert mails() == [
        ("registration/confirmed", "ada@example.org", MailState.QUEUED),
        ("registration/cancelled", "ada@example.org", MailState.WITHDRAWN),
    ]


def test_undo_cancel_brings_back_the_reminders_and_news_that_waited_as_they_stood(app, now):
    category = make_category()
    person = services.register(category.event, ada(category), now=now)
    waiting(person, "messages/day", now), waiting(person, "messages/news", now, MailState.HELD)
    waiting(person, "messages/week", now, MailState.WITHDRAWN)
    services.cancel(person, now=now)
    gone = {template: state for template, _to, state in mails()}

    services.undo_cancel(person, now=now + timedelta(seconds=59))

    back = {template: state for template, _to, state in mails()}
    assert {gone[f"messages/{each}"] for each in ("day", "news")} == {MailState.WITHDRAWN}
    assert back["messages/day"] is MailState.QUEUED
    assert back["messages/news"] is MailState.HELD
    assert back["messages/week"] is MailState.WITHDRAWN  # not by the cancellation


def test_undo_cancel_after_the_mail_leaves_what_waited_withdrawn(app, now):
    category = make_category()
    person = services.register(category.event, ada(category), now=now)
    day = waiting(person, "messages/day", now)
    services.cancel(person, now=now)
    db.session.query(Message).filter_by(
        template="registration/cancelled"
    ).one().state = MailState.SENT

    services.undo_cancel(person, now=now + 5 * MINUTE)
    services.cancel(person, now=now + 6 * MINUTE)
    services.undo_cancel(person, now=now + 6 * MINUTE)

    assert day.state is MailState.WITHDRAWN


def test_undo_cancel_brings_no_reminders_back_to_one_who_wants_none_any_more(app, now):
    category = make_category()
    person = services.register(category.event, ada(category), now=now)
    day = waiting(person, "messages/day", now)
    services.cancel(person, now=now)
    unsubscribe(person.email, category.event.topic, now)

    services.undo_cancel(person, now=now)

    assert day.state is MailState.WITHDRAWN


def test_cancel_withdraws_what_waits_for_this_person_alone(app, now):
    event = make_event()
    leaving, staying = make_registration(event), make_registration(event)
    theirs = [waiting(each, "messages/day", now) for each in (leaving, staying)]

    services.cancel(leaving, now=now)

    assert [each.state for each in theirs] == [MailState.WITHDRAWN, MailState.QUEUED]


def test_undo_cancel_after_the_mail_registers_anew_with_a_new_invitation(app, now):
    category = make_category()
    registration = services.register(category.event, ada(category), now=now)
    services.cancel(registration, now=now)
    gone = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    gone.state = MailState.SENT

    services.undo_cancel(registration, now=now + 5 * MINUTE)

    assert registration.is_confirmed
    assert [template for template, *_ in mails()] == [
        "registration/confirmed",
        "registration/cancelled",
        "registration/confirmed",
    ]
    assert registration.invitation.sequence > category.event.sequence + 1


def test_undo_cancel_refuses_when_the_seat_is_gone(app, now):
    category = make_category(capacity=1)
    registration = services.register(category.event, ada(category), now=now)
    services.cancel(registration, now=now)
    services.register(category.event, ada(category, email="ben@example.org"), now=now)

    with pytest.raises(EventFull):
        services.undo_cancel(registration, now=now)


def test_undo_cancel_refuses_an_address_that_has_registered_again(app, now):
    category = make_category()
    registration = services.register(category.event, ada(category), now=now)
    services.cancel(registration, now=now)
    services.register(category.event, ada(category), now=now)

    with pytest.raises(AlreadyRegistered):
        services.undo_cancel(registration, now=now)


def test_undo_cancel_after_the_minute_keeps_to_the_window_unless_an_organiser_does_it(app, now):
    category = make_category()
    registration = services.register(category.event, ada(category), now=now)
    services.cancel(registration, now=now)
    category.is_open = False

    with pytest.raises(RegistrationClosed):
        services.undo_cancel(registration, now=now + 2 * MINUTE)
    services.undo_cancel(registration, now=now + 2 * MINUTE, by_organiser=True)

    assert registration.is_confirmed


def test_change_to_another_way_takes_a_place_there_for_the_whole_party(app, now):
    event = make_event()
    room, online = make_category(event, capacity=5), make_category(event, capacity=2)
    lead = services.register(event, ada(room, companions=("Ben",)), now=now)

    changing.change(lead, wishes(lead, category_id=online.id, companions=("Ben",)), now=now)

    assert seats.places(event).by_category[room.id].taken == 0
    assert seats.places(event).by_category[online.id].left == 0


def test_change_to_a_full_way_is_refused(app, now):
    event = make_event()
    room, online = make_category(event), make_category(event, capacity=1)
    make_registration(event, category=online)
    lead = services.register(event, ada(room), now=now)

    with pytest.raises(EventFull):
        changing.change(lead, wishes(lead, category_id=online.id), now=now)


def test_change_within_a_full_event_is_fine(app, now):
    event = make_event(capacity=2)
    room, online = make_category(event, capacity=2), make_category(event, capacity=2)
    make_registration(event, category=room)
    lead = services.register(event, ada(room), now=now)

    changing.change(lead, wishes(lead, name="Ada Lovelace", category_id=online.id), now=now)

    assert (lead.name, lead.category_id) == ("Ada Lovelace", online.id)


def test_change_renames_adds_and_removes_companions(app, now):
    category = make_category(capacity=3)
    lead = services.register(category.event, ada(category, companions=("Ben", "Cem")), now=now)

    changing.change(lead, wishes(lead, companions=("", "Cem Ak", "Dan")), now=now)

    assert [each.name for each in queries.companions(lead)] == ["Cem Ak", "Dan"]
    with pytest.raises(EventFull):
        changing.change(lead, wishes(lead, companions=("Cem Ak", "Dan", "Eve")), now=now)


def test_change_to_reminders_takes_back_an_unsubscribing(app, now):
    category = make_category()
    lead = services.register(category.event, ada(category, wants_reminders=False), now=now)
    unsubscribe(lead.email, category.event.topic, now)

    changing.change(lead, wishes(lead, wants_reminders=True), now=now)

    assert not is_unsubscribed(lead.email, category.event.topic)


def test_resend_link_writes_once_in_ten_minutes_and_never_to_a_stranger(app, now):
    registration = make_registration(email="ada@example.org")

    services.resend_link(registration.event, "ada@example.org", now=now)
    services.resend_link(registration.event, "ada@example.org", now=now + MINUTE)
    services.resend_link(registration.event, "eve@example.org", now=now)

    assert mails() == [("registration/link", "ada@example.org", MailState.QUEUED)]


def test_undo_cancel_brings_nobody_back_without_who_brought_them(app, now):
    lead = make_registration()
    friend = make_registration(lead.event, name="Friend", email=None, party=lead)
    services.cancel(lead, by_organiser=True, now=now)

    with pytest.raises(LeadGone):
        services.undo_cancel(friend, by_organiser=True, now=now)
    services.undo_cancel(lead, by_organiser=True, now=now)

    assert lead.is_confirmed
    assert friend.is_confirmed


def test_erase_forgets_the_person_frees_the_seat_and_ends_the_link(app, now):
    category = make_category()
    lead = services.register(category.event, ada(category, companions=("Ben",)), now=now)
    token = lead.token

    retention.erase(lead, now=now)
    db.session.commit()

    assert seats.places(category.event).taken == 0
    assert queries.find_by_token(token)[1] is False
    assert _personal_data_of(category.event) == set()


def test_erase_due_waits_for_the_retention_then_keeps_only_numbers(app, now):
    category = make_category(make_event(retention_days=30))
    event = category.event
    services.register(event, ada(category, companions=("Ben",)), now=now)
    day_30 = event.ends_at + timedelta(days=30)

    assert retention.erase_due(day_30 - MINUTE) == 0
    assert retention.erase_due(day_30) == 1
    assert retention.erase_due(day_30) == 0

    assert seats.places(event).taken == 2
    assert _personal_data_of(event) == set()


def test_erase_due_leaves_the_people_of_a_postponed_event(app, now):
    registration = make_registration(make_event(state=State.POSTPONED))

    retention.erase_due(now + timedelta(days=1000))

    assert registration.email


def _personal_data_of(event):
    """Every word about a person that is left in rows of registrations and mails."""
    people = db.session.scalars(select(Registration).where(Registration.event_id == event.id)).all()
    letters = db.session.scalars(select(Message).where(Message.topic == event.topic)).all()
    words = [
        *(word for each in people for word in (each.name, each.email, each.phone, each.search_key)),
        *(word for mail in letters for word in (mail.recipient_name, mail.text, mail.html)),
        *("@" in mail.recipient and mail.recipient for mail in letters),
    ]
    return {word for word in words if word}
