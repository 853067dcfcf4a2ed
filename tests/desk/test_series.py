"""The events of a series: moved, cancelled, published and edited together or alone."""

from datetime import timedelta

import pytest

from eventsapp.core.texts import Texts
from eventsapp.desk import series
from eventsapp.events import details, queries, services
from eventsapp.events.models import Event, Precision, State
from eventsapp.extensions import db
from eventsapp.messages import queries as messages
from eventsapp.messages.models import Mailing, MailingState
from tests.factories import CREATED, ENDS, STARTS, make_event, make_registration, make_venue, save

WEEK = timedelta(days=7)


@pytest.fixture
def dates(desk, now):
    """A public event and three weekly ones after it: public, public, a draft."""
    first = make_event(organisation=desk.organisation)
    later = services.repeat(
        first, rule="FREQ=WEEKLY", until=(STARTS + 3 * WEEK).date(), by=None, now=now
    )
    for event in later[:2]:
        services.publish(event, by=None, now=now)
    db.session.commit()
    return [first, *later]


def test_rest_of_series_is_what_comes_after_and_still_stands(dates, now):
    services.cancel(dates[1], reasons=Texts(), by=None, now=now)

    assert queries.rest_of_series(dates[0]) == dates[2:]
    assert queries.rest_of_series(dates[3]) == []


def test_move_takes_all_following_along(desk, dates):
    make_registration(dates[0], email="ada@example.org")
    make_registration(dates[1], email="ada@example.org")
    make_registration(dates[2], email="berik@example.org")
    page = desk.get(f"/desk/e/{dates[0].id}/move").text
    assert "2 people are told. Anybody registered for several counts once." in page

    told = desk.post(
        f"/desk/e/{dates[0].id}/move",
        data={
            "precision": "time",
            "starts_on": "2026-12-05",
            "starts_at": "12:30",
            "ends_at": "14:00",
            "scope": "later",
        },
        follow_redirects=True,
    ).text

    by = timedelta(days=1, minutes=30)
    assert [each.local_starts_at for each in dates] == [STARTS + n * WEEK + by for n in range(4)]
    assert {each.local_ends_at - each.local_starts_at for each in dates} == {timedelta(minutes=90)}
    assert [each.state for each in dates] == [*3 * [State.PUBLISHED], State.DRAFT]
    assert "4 events are moved. 2 people hear of it in ten minutes." in told
    assert [len(messages.notices(each)) for each in dates] == [1, 1, 1, 0]


def test_move_of_one_leaves_the_others(desk, dates):
    desk.post(
        f"/desk/e/{dates[1].id}/move",
        data={"precision": "day", "starts_on": "2026-12-12", "scope": "one"},
    )

    assert dates[1].local_starts_at.day == 12
    assert [each.local_starts_at for each in dates[2:]] == [STARTS + 2 * WEEK, STARTS + 3 * WEEK]


def test_cancel_says_how_many_scheduled_messages_become_drafts_with_all_following(desk, dates):
    made = {"created_at": CREATED, "updated_at": CREATED, "state": MailingState.SCHEDULED}
    for event in dates[:2]:
        save(Mailing(event=event, due_at=event.starts_at, **made))

    page = desk.get(f"/desk/e/{dates[0].id}/cancel").text
    desk.post(f"/desk/e/{dates[0].id}/cancel", data={"scope": "later"})

    assert "1 scheduled message becomes a draft again and waits for your decision." in page
    assert "If all following events are included, 2 scheduled messages" in page
    assert [messages.count_scheduled(each) for each in dates[:2]] == [0, 0]


def test_cancel_takes_all_following_along_and_throws_drafts_away(desk, dates):
    desk.post(f"/desk/e/{dates[1].id}/cancel", data={"scope": "later"})

    states = [(each.state, each.trashed_at is None) for each in dates]
    assert states == [
        (State.PUBLISHED, True),
        (State.CANCELLED, True),
        (State.CANCELLED, True),
        (State.DRAFT, False),
    ]


def test_publish_takes_all_following_drafts_along(desk, now):
    first = make_event(organisation=desk.organisation, state=State.DRAFT, slug=None)
    services.repeat(first, rule="FREQ=WEEKLY", until=(STARTS + 2 * WEEK).date(), by=None, now=now)
    db.session.commit()

    told = desk.post(f"/desk/e/{first.id}/publish", data={"scope": "later"}, follow_redirects=True)

    assert "3 events published." in told.text
    assert {each.state for each in db.session.query(Event)} == {State.PUBLISHED}


def edit(event, now, **values):
    what = details.from_json(details.to_json(details.of(event)) | values)
    services.save_draft(event, what, version=event.version, by=None, now=now)
    db.session.commit()


def test_publish_changes_carries_what_differs_into_all_following(desk, dates, now):
    edit(dates[2], now, titles={"en": "A title of its own"})
    services.publish_changes(dates[2], minor=True, by=None, now=now)
    edit(dates[0], now, titles={"en": "Safer learning"}, online_url="https://live.example.org")

    desk.post(f"/desk/e/{dates[0].id}/publish", data={"scope": "later"})

    titles = [each.titles["en"] for each in dates]
    assert titles == ["Safer learning", "Safer learning", "A title of its own", "Safer learning"]
    assert {each.online_url for each in dates} == {"https://live.example.org"}
    assert [each.local_starts_at for each in dates] == [STARTS + n * WEEK for n in range(4)]


def test_publish_changes_publishes_nobodys_unfinished_work(dates, now):
    edit(dates[1], now, summaries={"en": "Not finished"})
    edit(dates[0], now, titles={"en": "Safer learning"})

    busy = series.publish_changes(dates, minor=False, by=None, now=now)

    assert busy == [dates[1]]
    assert dates[1].titles["en"] != "Safer learning"
    assert details.current(dates[1]).titles["en"] == "Safer learning"
    assert details.current(dates[1]).summaries["en"] == "Not finished"


def test_an_event_of_no_series_is_not_asked(desk):
    event = make_event(organisation=desk.organisation)

    for act in ("move", "cancel", "publish"):
        assert "This and all following" not in desk.get(f"/desk/e/{event.id}/{act}").text


def test_move_gives_all_the_precision_of_the_first(dates, now):
    series.move(
        dates, starts=STARTS, ends=None, doors=None, precision=Precision.DAY, by=None, now=now
    )

    assert {each.precision for each in dates} == {Precision.DAY}


def test_move_lets_the_dates_of_a_series_take_each_others_rooms(desk, now):
    [room] = make_venue(organisation=desk.organisation).rooms
    first = make_event(
        organisation=desk.organisation, room=room, venue=room.venue, state=State.DRAFT
    )
    [second] = services.repeat(
        first, rule="FREQ=WEEKLY", until=(STARTS + WEEK).date(), by=None, now=now
    )
    series.publish([first, second], by=None, now=now)

    series.move(
        [first, second], starts=STARTS + WEEK, ends=ENDS + WEEK, doors=None,
        precision=Precision.TIME, by=None, now=now,
    )  # fmt: skip

    assert [each.local_starts_at for each in (first, second)] == [STARTS + WEEK, STARTS + 2 * WEEK]
