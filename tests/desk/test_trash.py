"""The trash: who gets in, what readers and calendars see of it, the way back, the end."""

from datetime import timedelta

import pytest

from eventsapp.core import files
from eventsapp.desk import emptying
from eventsapp.events import services
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.registration.models import Registration
from tests.counting import statements
from tests.factories import make_applicant, make_event, make_intake, make_registration
from tests.materials.kits import make_material, photo

TRASH = "/desk/trash"


def put_away(event, now):
    services.put_away(event, by=None, now=now)
    db.session.commit()


@pytest.mark.parametrize("state", [State.DRAFT, State.CANCELLED, State.WITHDRAWN])
def test_delete_moves_an_event_to_the_trash_and_restore_brings_it_back(desk, state):
    event = make_event(organisation=desk.organisation, state=state)

    assert "30 days" in desk.get(f"/desk/e/{event.id}/delete").text
    shown = desk.post(f"/desk/e/{event.id}/delete", follow_redirects=True).text

    assert "Safe learning" in shown
    assert desk.user.name in shown
    assert desk.get(f"/desk/e/{event.id}/details").status_code == 404
    assert "Safe learning" not in desk.get("/desk/events?view=all").text
    assert "Safe learning" not in desk.get("/desk/find?q=safe").text

    back = desk.post(f"{TRASH}/{event.id}/restore", follow_redirects=True)

    assert back.request.path == f"/desk/e/{event.id}/details"
    assert db.session.get(Event, event.id).state is state
    assert "The trash is empty" in desk.get(TRASH).text


@pytest.mark.parametrize("state", [State.PUBLISHED, State.POSTPONED])
def test_put_away_refuses_what_is_announced(app, now, state):
    with pytest.raises(services.WrongState):
        services.put_away(make_event(state=state), by=None, now=now)


def test_a_page_in_the_trash_is_gone(client, now):
    event = make_event(state=State.CANCELLED)
    assert client.get(f"/en/e/{event.slug}").status_code == 200

    put_away(event, now)

    assert client.get(f"/en/e/{event.slug}").status_code == 410
    assert client.get(f"/en/e/{event.slug}/register").status_code == 410
    assert "Safe learning" not in client.get("/en/").text
    assert "Safe learning" not in client.get("/en/search?q=safe").text


def test_feeds_keep_a_cancelled_event_of_the_trash_as_cancelled(client, now):
    event = make_event(state=State.CANCELLED, state_changed_at=now)

    put_away(event, now)

    feed = client.get("/en/events.ics").text
    assert event.uid in feed
    assert "STATUS:CANCELLED" in feed


def test_trash_shows_only_the_organisations_own(desk, now):
    put_away(make_event(state=State.CANCELLED, titles={"en": "Their briefing"}), now)

    assert "Their briefing" not in desk.get(TRASH).text


@pytest.mark.parametrize("rows", [1, 3])
def test_trash_costs_no_query_per_row(desk, now, rows):
    for _ in range(rows):
        put_away(make_event(organisation=desk.organisation, state=State.DRAFT, slug=None), now)

    with statements() as counted:
        desk.get(TRASH)

    assert len(counted) <= 8


def test_erase_due_deletes_after_30_days_with_people_and_files(app, now):
    event = make_event(state=State.CANCELLED)
    make_registration(event)
    make_applicant(make_intake(event).event)
    key = make_material(event, photo(), "hall.jpg").current.file_key
    put_away(event, now)

    assert emptying.erase_due(now + timedelta(days=29)) == 0
    assert emptying.erase_due(now + timedelta(days=30)) == 1
    db.session.commit()

    assert db.session.query(Event).count() == 0
    assert db.session.query(Registration).count() == 0
    assert files.open(key) is None


def test_erase_due_leaves_other_events_alone(app, now):
    make_event()
    put_away(make_event(state=State.CANCELLED), now)

    emptying.erase_due(now + timedelta(days=31))

    assert db.session.query(Event).count() == 1
