"""Table and queue with very many people: they ask no more often."""

from sqlalchemy import select

from eventsapp.demo import filling
from eventsapp.events.models import Event
from eventsapp.extensions import db
from tests.counting import statements

TABS = ("registrations", "registrations?q=a", "press", "press?sort=outlet")


def test_table_counts_the_seats_once_beside_its_tab(desk, now):
    filling.fill(filling.Size(crowd=90), now)
    event_id = db.session.scalars(select(Event.id).order_by(Event.id.desc())).first()
    db.session.commit()

    with statements() as seen:
        desk.get(f"/desk/e/{event_id}/registrations?status=waitlisted")

    assert len([each for each in seen if "registration_tally" in each]) == 2


def test_table_and_queue_ask_as_often_for_many_people_as_for_few(desk, now):
    asked = []
    for number in (30, 90):
        filling.fill(filling.Size(crowd=number, applications=number), now)
        event_id = db.session.scalars(select(Event.id).order_by(Event.id.desc())).first()
        db.session.commit()
        for tab in TABS:
            desk.get(f"/desk/e/{event_id}/{tab}")
            with statements() as seen:
                assert desk.get(f"/desk/e/{event_id}/{tab}").status_code == 200
            asked.append(len(seen))

    assert asked[:4] == asked[4:]
