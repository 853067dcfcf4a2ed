"""Events whose search keys an upgrade has emptied are found again."""

from sqlalchemy import select, update

from eventsapp.core.texts import Texts
from eventsapp.events import indexing
from eventsapp.events.models import Event
from eventsapp.extensions import db
from tests.factories import make_event


def test_index_missing_lets_every_event_be_found(app, now, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    events = [make_event(summaries=Texts(en=f"Wheat {number}")) for number in range(5)]
    versions = [event.version for event in events]
    db.session.execute(update(Event).values(search_key=""))
    db.session.commit()

    assert indexing.index_missing(now) == 5

    found = db.session.scalars(select(Event).where(Event.search_key.contains("vheat"))).all()
    assert len(found) == 5
    assert [event.version for event in events] == versions
    assert indexing.index_missing(now) == 0
