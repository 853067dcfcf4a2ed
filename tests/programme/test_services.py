"""Items keep their order and their distance to the start; people are found again and never doubled."""

from datetime import datetime, timedelta

import pytest

from eventsapp.core import publication
from eventsapp.core.texts import Texts
from eventsapp.events import services as events
from eventsapp.events.kinds import Type
from eventsapp.events.models import Precision, State
from eventsapp.events.times import set_times
from eventsapp.extensions import db
from eventsapp.programme import queries, services, timing
from eventsapp.programme.models import Item, ItemSpeaker
from eventsapp.programme.services import ItemDetails, SideVisit
from tests.factories import make_event, make_participation

NOON = datetime(2026, 12, 4, 12, 0)


def item(title: str, minute: int | None = None, minutes: int | None = None, **more) -> ItemDetails:
    starts = None if minute is None else NOON + timedelta(minutes=minute)
    return ItemDetails(titles=Texts(en=title), starts=starts, minutes=minutes, **more)


def plan(event) -> list[tuple[str, str | None]]:
    db.session.commit()
    db.session.expire_all()
    return [
        (each.titles["en"], each.local_starts_at and f"{each.local_starts_at:%H:%M}")
        for each in queries.programme(event)
    ]


def test_add_item_stands_where_its_hour_belongs(app, now):
    event = make_event()

    for details in (item("Opening", 0), item("Questions", 30), item("Talks", 5), item("Desk", -30)):
        services.add_item(event, details, now=now)
    services.add_item(event, item("Any other business"), now=now)

    assert plan(event) == [
        ("Desk", "11:30"),
        ("Opening", "12:00"),
        ("Talks", "12:05"),
        ("Questions", "12:30"),
        ("Any other business", None),
    ]


def test_change_item_moves_the_later_ones_by_as_much(app, now):
    event = make_event()
    opening = services.add_item(event, item("Opening", 0, 5), now=now)
    services.add_item(event, item("Talks", 5, 25), now=now)
    services.add_item(event, item("Point without an hour"), now=now)

    services.change_item(opening, item("Opening", 0, 15), now=now)
    assert plan(event)[:2] == [("Opening", "12:00"), ("Talks", "12:15")]

    services.change_item(opening, item("Opening", 10, 15), now=now)
    assert plan(event)[:2] == [("Opening", "12:10"), ("Talks", "12:25")]


def test_change_item_leaves_the_later_ones_when_told(app, now):
    event = make_event()
    opening = services.add_item(event, item("Opening", 0, 5), now=now)
    services.add_item(event, item("Talks", 5, 25), now=now)

    services.change_item(opening, item("Opening", 0, 15), now=now, keep_later=True)

    assert plan(event) == [("Opening", "12:00"), ("Talks", "12:05")]


def test_move_item_changes_places_in_time_too(app, now):
    event = make_event()
    services.add_item(event, item("Opening", 0, 5), now=now)
    talks = services.add_item(event, item("Talks", 5, 25), now=now)
    services.add_item(event, item("Questions", 30, 30), now=now)

    services.move_item(talks, -1, now=now)
    assert plan(event) == [("Talks", "12:00"), ("Opening", "12:25"), ("Questions", "12:30")]

    services.move_item(talks, -1, now=now)
    assert plan(event)[0] == ("Talks", "12:00")


def test_remove_item_leaves_the_hours_of_the_others(app, now):
    event = make_event()
    opening = services.add_item(event, item("Opening", 0, 5), now=now)
    services.add_item(event, item("Talks", 5, 25), now=now)

    services.remove_item(opening, now=now)

    assert plan(event) == [("Talks", "12:05")]


def test_items_move_with_their_event(app, now):
    event = make_event()
    services.add_item(event, item("Desk", -30), now=now)
    services.add_item(event, item("Opening", 0), now=now)

    set_times(event, starts=datetime(2026, 12, 7, 15, 0))

    assert [each.local_starts_at for each in queries.programme(event)] == [
        datetime(2026, 12, 7, 14, 30),
        datetime(2026, 12, 7, 15, 0),
    ]


def test_hours_written_while_the_event_had_none_stay_when_it_gets_one(app, now):
    event = make_event(precision=Precision.DAY, starts=datetime(2026, 12, 4))
    services.add_item(event, item("Opening", 0), now=now)

    set_times(event, starts=datetime(2026, 12, 5, 10, 0), precision=Precision.TIME)

    assert plan(event) == [("Opening", "12:00")]


def test_hours_that_follow_the_start_are_unknown_while_it_is(app, now):
    event = make_event()
    services.add_item(event, item("Opening", 0), now=now)

    set_times(event, starts=datetime(2026, 12, 9), precision=Precision.DAY)

    assert plan(event) == [("Opening", None)]


def test_use_usual_follows_the_type_from_the_start(app, now):
    event = make_event(type=Type.PRESS_CONFERENCE)

    services.use_usual(event, now=now)

    assert plan(event) == [
        ("Opening", "12:00"),
        ("Statements", "12:05"),
        ("Questions from the press", "12:30"),
    ]
    with pytest.raises(services.ProgrammeBegun):
        services.use_usual(event, now=now)


def test_use_usual_has_no_hours_while_the_event_has_none(app, now):
    event = make_event(type=Type.COUNCIL, precision=Precision.DAY, starts=datetime(2026, 12, 4))

    services.use_usual(event, now=now)

    assert {hour for _title, hour in plan(event)} == {None}


def test_add_side_visit_makes_a_draft_with_places_of_its_own(app, now):
    event = make_event()
    visit = SideVisit(
        titles=Texts(ky="Мектепке баруу"), starts=datetime(2026, 12, 4, 14), minutes=90, capacity=15
    )

    entry = services.add_side_visit(event, visit, by=None, now=now)

    side = entry.side_event
    assert (side.parent, side.state, side.timezone) == (event, State.DRAFT, "Asia/Bishkek")
    assert side.ends_at - side.starts_at == timedelta(minutes=90)
    assert [category.capacity for category in side.categories] == [15]
    assert queries.side_events(event) == []

    events.publish(side, by=None, now=now)
    assert queries.side_events(event) == [side]


def test_add_side_visit_goes_behind_an_agenda_without_hours(app, now):
    event = make_event()
    services.add_item(event, item("Report"), now=now)
    services.add_item(event, item("Discussion"), now=now)

    services.add_side_visit(
        event, SideVisit(titles=Texts(en="School"), starts=NOON), by=None, now=now
    )

    assert plan(event) == [("Report", None), ("Discussion", None), ("School", "12:00")]


def test_a_visit_stands_in_the_programme_at_its_own_hour(app, now):
    event = make_event()
    visit = SideVisit(titles=Texts(en="School"), starts=NOON + timedelta(hours=2))
    side = services.add_side_visit(event, visit, by=None, now=now).side_event

    set_times(event, starts=NOON + timedelta(minutes=30))
    assert plan(event) == [("School", "14:00")]

    set_times(side, starts=NOON + timedelta(hours=3))
    assert plan(event) == [("School", "15:00")]


def test_copy_keeps_people_posts_speakers_and_distances(app, now):
    source = make_event()
    person = make_participation(source)
    services.add_item(source, item("Talks", 5, 25, speakers=(person.id,)), now=now)
    target = make_event(organisation=source.organisation, starts=datetime(2027, 1, 15, 10, 0))

    services.copy(source, target, people=True, items=True, now=now)

    (copied,) = queries.programme(target)
    assert copied.local_starts_at == datetime(2027, 1, 15, 10, 5)
    assert [each.participation.contact for each in copied.speakers] == [person.contact]
    assert copied.speakers[0].participation.event is target
    assert "bekov" in target.search_key


def test_copy_of_items_alone_leaves_the_speakers_behind(app, now):
    source = make_event()
    person = make_participation(source)
    services.add_item(source, item("Talks", 5, 25, speakers=(person.id,)), now=now)
    target = make_event(organisation=source.organisation)

    services.copy(source, target, people=False, items=True, now=now)

    assert queries.programme(target)[0].speakers == []
    assert queries.people(target) == []


def test_every_change_is_seen_by_readers_of_a_public_event_only(app, now):
    event, draft = make_event(), make_event(state=State.DRAFT)
    before = publication.number()

    services.add_item(draft, item("Opening", 0), now=now)
    assert publication.number() == before

    services.add_item(event, item("Opening", 0), now=now)
    assert publication.number() == before + 1
    assert event.updated_at == now


def test_clashes_name_who_speaks_in_two_items_at_once(app):
    event = make_event()
    person, other = make_participation(event), make_participation(event)
    talk, panel, later = (
        Item(
            event=event,
            local_starts_at=NOON + timedelta(minutes=minute),
            minutes=30,
            speakers=[ItemSpeaker(participation=person), ItemSpeaker(participation=other)][:heard],
        )
        for minute, heard in ((0, 1), (20, 2), (50, 1))
    )
    db.session.add_all([talk, panel, later])
    db.session.flush()

    assert timing.clashes([talk, panel, later]) == {panel.id: {person.id}}
