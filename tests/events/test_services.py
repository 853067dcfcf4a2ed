"""States of an event: which change leads where, what calendars and people are told of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from eventsapp.core import publication
from eventsapp.core.texts import Texts
from eventsapp.events import details, services
from eventsapp.events.change_models import Change, ChangeKind, FormerSlug
from eventsapp.events.models import Event, Precision, State
from eventsapp.events.times import EndBeforeStart, NoSuchHour
from eventsapp.extensions import db
from tests.factories import (
    CREATED,
    STARTS,
    make_category,
    make_details,
    make_event,
    make_organisation,
    make_user,
    make_venue,
)

REASONS = Texts(en="The minister is ill.")
NEXT_DAY = STARTS + timedelta(days=1)


def change_state(event, name, now):
    """Do one of the changes of state, with whatever it needs."""
    extra = {
        "move": {"starts": NEXT_DAY, "ends": None, "doors": None},
        "postpone": {"reasons": REASONS},
        "cancel": {"reasons": REASONS},
        "withdraw": {"registered": 0},
        "publish_changes": {"minor": False},
    }
    return getattr(services, name)(event, by=None, now=now, **extra.get(name, {}))


def kinds():
    """Every change written down, oldest first."""
    return list(db.session.scalars(select(Change.kind).order_by(Change.id)))


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        (State.DRAFT, "publish", State.PUBLISHED),
        (State.WITHDRAWN, "publish", State.PUBLISHED),
        (State.PUBLISHED, "move", State.PUBLISHED),
        (State.POSTPONED, "move", State.PUBLISHED),
        (State.PUBLISHED, "postpone", State.POSTPONED),
        (State.PUBLISHED, "cancel", State.CANCELLED),
        (State.POSTPONED, "cancel", State.CANCELLED),
        (State.CANCELLED, "reinstate", State.PUBLISHED),
        (State.POSTPONED, "reinstate", State.PUBLISHED),
        (State.PUBLISHED, "withdraw", State.WITHDRAWN),
        (State.POSTPONED, "withdraw", State.WITHDRAWN),
        (State.CANCELLED, "withdraw", State.WITHDRAWN),
    ],
)
def test_change_of_state_leads_where_it_should(app, now, before, name, after):
    event = make_event(state=before)
    counted = publication.number()

    change_state(event, name, now)

    assert event.state is after
    assert event.updated_at == now
    assert event.sequence == (0 if before is State.DRAFT else 1)
    assert publication.number() == counted + 1


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (State.PUBLISHED, "publish"),
        (State.POSTPONED, "publish"),
        (State.CANCELLED, "publish"),
        (State.DRAFT, "publish_changes"),
        (State.WITHDRAWN, "publish_changes"),
        (State.DRAFT, "move"),
        (State.CANCELLED, "move"),
        (State.WITHDRAWN, "move"),
        (State.DRAFT, "postpone"),
        (State.POSTPONED, "postpone"),
        (State.CANCELLED, "postpone"),
        (State.DRAFT, "cancel"),
        (State.CANCELLED, "cancel"),
        (State.WITHDRAWN, "cancel"),
        (State.DRAFT, "reinstate"),
        (State.PUBLISHED, "reinstate"),
        (State.WITHDRAWN, "reinstate"),
        (State.DRAFT, "withdraw"),
        (State.WITHDRAWN, "withdraw"),
    ],
)
def test_change_of_state_is_refused_elsewhere(app, now, state, name):
    event = make_event(state=state)

    with pytest.raises(services.WrongState):
        change_state(event, name, now)

    assert event.state is state
    assert event.sequence == 0


def test_create_keeps_everything_that_was_said(app, now):
    organisation, user = make_organisation(), make_user()
    venue = make_venue(organisation=organisation)
    what = make_details(
        venue_id=venue.id,
        room_id=venue.rooms[0].id,
        city_id=venue.city_id,
        zone="",
        doors=datetime(2026, 12, 4, 11, 30),
        summaries={"ky": "Кыскача"},
        working_languages=("ky", "ru"),
        categories=(services.Seats(capacity=12, closes=datetime(2026, 12, 3, 18, 0)),),
    )

    event = services.create(organisation, what, by=user.id, now=now)
    db.session.commit()
    db.session.expire_all()

    stored = details.of(db.session.get(Event, event.id))
    assert replace(stored, categories=()) == replace(what, categories=())
    assert [(seats.capacity, seats.closes) for seats in stored.categories] == [
        (12, datetime(2026, 12, 3, 18, 0))
    ]
    assert event.state is State.DRAFT
    assert event.timezone == "Asia/Bishkek"
    assert event.created_by_id == user.id


def test_create_puts_named_bodies_and_people_into_the_directory(app, now):
    organisation = make_organisation(timezone="Asia/Almaty")
    partner = make_organisation(keeper=organisation, names=Texts(en="Eco Movement"))
    role = details.OrganisationRole
    what = make_details(
        bodies=(
            services.Body(role=role.ORGANISER, organisation_id=organisation.id),
            services.Body(role=role.PARTNER, name="ECO movement"),
            services.Body(role=role.FUNDER, name="European Fund"),
        ),
        contacts=(
            services.Answerer(
                name="Dana", phones=("8 (702) 261-00-00",), emails=("Press@Example.org",)
            ),
        ),
    )

    event = services.create(organisation, what, by=None, now=now)
    db.session.commit()

    organiser, found, added = (body.organisation for body in event.bodies)
    assert (organiser, found) == (organisation, partner)
    assert (added.names, added.keeper) == ({"en": "European Fund"}, organisation)
    contact = event.contacts[0].contact
    assert [phone.written for phone in contact.phones] == ["8 (702) 261-00-00"]
    assert [phone.e164 for phone in contact.phones] == ["+77022610000"]
    assert [email.address for email in contact.emails] == ["press@example.org"]


def test_publish_refuses_an_event_without_a_title(app, now):
    event = make_event(state=State.DRAFT, titles=Texts(ky="Кыргызча гана"))

    with pytest.raises(services.NotReady) as refusal:
        services.publish(event, by=None, now=now)

    assert [lack.field for lack in refusal.value.missing] == ["titles"]
    assert event.state is State.DRAFT


def test_publish_fixes_the_address_once(app, now):
    event = make_event(state=State.DRAFT, slug=None, first_published_at=None)
    services.publish(event, by=None, now=now)
    services.withdraw(event, registered=0, by=None, now=now)
    event.titles = Texts(en="Another title")

    services.publish(event, by=None, now=now + timedelta(hours=1))

    assert event.slug == "safe-learning-environment-2026"
    assert event.first_published_at == now


def test_publish_changes_says_what_moved(app, now):
    event = make_event(doors=datetime(2026, 12, 4, 11, 30))
    what = replace(
        details.of(event), starts=NEXT_DAY, ends=None, online_url="https://a.example.org"
    )
    services.save_draft(event, what, version=event.version, by=None, now=now)

    changes = services.publish_changes(event, minor=False, by=None, now=now)

    assert [change.kind for change in changes] == [ChangeKind.MOVED, ChangeKind.ONLINE]
    assert changes[0].before["starts"] == "2026-12-04T12:00:00"
    assert changes[0].after["starts"] == "2026-12-05T12:00:00"
    assert event.previous_local_starts_at == STARTS
    assert (event.sequence, event.working_copy) == (1, None)


@pytest.mark.parametrize(
    ("changed", "found", "sequence"),
    [
        ({"titles": {"en": "Corrected"}}, [], 0),
        ({"descriptions": {"en": "More"}}, [], 0),
        ({"ends": datetime(2026, 12, 4, 14, 0)}, [ChangeKind.MOVED], 1),
        ({"zone": "Europe/Istanbul"}, [ChangeKind.MOVED], 1),
        ({"precision": Precision.DAY}, [ChangeKind.MOVED], 1),
        ({"place_notes": {"en": "By the park"}}, [ChangeKind.PLACE], 1),
        ({"place_notes": {"en": "In the yard", "ru": "В парке"}}, [ChangeKind.PLACE], 1),
        ({"place_notes": {"en": "In the yard", "ru": "Во дворе", "tr": "Avluda"}}, [], 0),
        ({"online_url": "https://a.example.org"}, [ChangeKind.ONLINE], 1),
    ],
)
def test_publish_changes_raises_the_sequence_for_what_endangers_answers(
    app, now, changed, found, sequence
):
    event = make_event(place_notes=Texts(en="In the yard", ru="Во дворе"))
    services.save_draft(
        event, replace(details.of(event), **changed), version=event.version, by=None, now=now
    )

    services.publish_changes(event, minor=False, by=None, now=now)

    assert kinds() == found
    assert event.sequence == sequence


def test_publish_changes_of_another_link_keeps_the_sequence(app, now):
    event = make_event(online_url="https://a.example.org")
    what = replace(details.of(event), online_url="https://b.example.org")
    services.save_draft(event, what, version=event.version, by=None, now=now)

    services.publish_changes(event, minor=False, by=None, now=now)

    assert kinds() == [ChangeKind.ONLINE]
    assert event.sequence == 0


def test_publish_changes_as_minor_tells_nobody(app, now):
    event = make_event()
    what = replace(details.of(event), place_notes={"en": "By the park"})
    services.save_draft(event, what, version=event.version, by=None, now=now)

    assert services.publish_changes(event, minor=True, by=None, now=now) == []

    assert kinds() == []
    assert event.place_notes == {"en": "By the park"}


def test_publish_changes_refuses_a_new_time_as_minor(app, now):
    event = make_event()
    services.save_draft(
        event,
        replace(details.of(event), starts=NEXT_DAY, ends=None),
        version=event.version,
        by=None,
        now=now,
    )

    with pytest.raises(services.NotMinor):
        services.publish_changes(event, minor=True, by=None, now=now)


def test_publish_changes_with_a_date_ends_a_postponement(app, now):
    event = make_event(state=State.POSTPONED, reasons=REASONS)
    services.save_draft(
        event,
        replace(details.of(event), starts=NEXT_DAY, ends=None),
        version=event.version,
        by=None,
        now=now,
    )

    services.publish_changes(event, minor=False, by=None, now=now)

    assert (event.state, event.reasons) == (State.PUBLISHED, {})


def test_publish_changes_of_a_cancelled_event_tells_nobody(app, now):
    event = make_event(state=State.CANCELLED)
    services.save_draft(
        event,
        replace(details.of(event), starts=NEXT_DAY, ends=None),
        version=event.version,
        by=None,
        now=now,
    )

    services.publish_changes(event, minor=False, by=None, now=now)

    assert (event.state, kinds()) == (State.CANCELLED, [])


def test_publish_changes_keeps_the_former_address(app, now):
    event = make_event(slug="old-address")
    services.save_draft(
        event,
        replace(details.of(event), slug="New address"),
        version=event.version,
        by=None,
        now=now,
    )

    services.publish_changes(event, minor=False, by=None, now=now)

    assert event.slug == "new-address"
    assert db.session.get(FormerSlug, "old-address").event_id == event.id


def test_move_keeps_the_day_people_know(app, now):
    event = make_event()
    category = make_category(event, closes_at=event.starts_at - timedelta(hours=3))

    services.move(event, starts=NEXT_DAY, ends=None, doors=None, by=None, now=now)

    assert event.previous_local_starts_at == STARTS
    assert category.closes_at == event.starts_at - timedelta(hours=3)
    assert kinds() == [ChangeKind.MOVED]


def test_move_back_forgets_the_move(app, now):
    event = make_event()
    services.move(event, starts=NEXT_DAY, ends=None, doors=None, by=None, now=now)

    services.move(event, starts=STARTS, ends=None, doors=None, by=None, now=now)

    assert event.previous_starts_at is None
    assert event.sequence == 2


def test_move_is_not_undone_by_an_older_working_copy(app, now):
    event = make_event()
    what = replace(details.of(event), summaries={"en": "New words"})
    services.save_draft(event, what, version=event.version, by=None, now=now)
    services.move(event, starts=NEXT_DAY, ends=None, doors=None, by=None, now=now)

    services.publish_changes(event, minor=False, by=None, now=now)

    assert event.local_starts_at == NEXT_DAY
    assert event.summaries == {"en": "New words"}


@pytest.mark.parametrize(
    ("starts", "ends", "refusal"),
    [
        (STARTS, STARTS - timedelta(hours=1), EndBeforeStart),
        (STARTS, STARTS, EndBeforeStart),
        (datetime(2027, 3, 28, 2, 30), None, NoSuchHour),
    ],
)
def test_move_refuses_times_that_cannot_be(app, now, starts, ends, refusal):
    event = make_event(timezone="Europe/Vienna")

    with pytest.raises(refusal):
        services.move(event, starts=starts, ends=ends, doors=None, by=None, now=now)


def test_postpone_then_same_day_again_is_a_reinstatement(app, now):
    event = make_event()
    services.postpone(event, reasons=REASONS, by=None, now=now)

    services.move(event, starts=STARTS, ends=event.local_ends_at, doors=None, by=None, now=now)

    assert event.state is State.PUBLISHED
    assert kinds() == [ChangeKind.POSTPONED, ChangeKind.REINSTATED]


def test_cancel_tells_why(app, now):
    event, user = make_event(), make_user()

    change = services.cancel(event, reasons=REASONS, by=user.id, now=now)

    assert (event.reasons, event.state_changed_at) == (REASONS, now)
    assert (change.kind, change.made_by_id) == (ChangeKind.CANCELLED, user.id)
    assert (change.before["state"], change.after["state"]) == ("published", "cancelled")


def test_reinstate_brings_back_the_postponement_that_was_cancelled(app, now):
    event = make_event()
    services.postpone(event, reasons=REASONS, by=None, now=now)
    services.cancel(event, reasons=REASONS, by=None, now=now)
    db.session.flush()

    services.reinstate(event, by=None, now=now)

    assert (event.state, event.sequence) == (State.POSTPONED, 3)


def test_withdraw_refuses_while_somebody_is_registered(app, now):
    event = make_event()

    with pytest.raises(services.StillRegistered):
        services.withdraw(event, registered=1, by=None, now=now)

    assert event.state is State.PUBLISHED


def test_uid_never_changes(app, now):
    event = make_event()
    uid = event.uid

    for name in ("move", "postpone", "cancel", "reinstate", "withdraw", "publish"):
        change_state(event, name, now)
        db.session.flush()

    assert event.uid == uid
    assert event.created_at == CREATED


def test_refresh_search_key_finds_every_word_of_the_announcement(app, now):
    event = make_event(
        summaries=Texts(ru="Итоги года"),
        descriptions=Texts(ky="Мектептердин **коопсуздугу**"),
        funding_lines=Texts(en="Funded by the Union"),
    )

    services.refresh_search_key(event)

    assert {"itogi", "mektepterdin", "koopsuzdugu", "funded"} <= set(event.search_key.split())


def test_refresh_search_key_keeps_the_people(app, now):
    event = make_event()
    services.refresh_search_key(event, ["Надира Осмонова"])

    services.refresh_search_key(event)

    assert "osmonova" in event.search_key.split()
    assert "environment" in event.search_key.split()
