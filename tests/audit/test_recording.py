from collections import ChainMap
from datetime import datetime, timedelta

import pytest
from flask import g
from sqlalchemy import select

from eventsapp.accounts.access import Member
from eventsapp.audit import services
from eventsapp.audit.models import Deed, Entry
from eventsapp.audit.watched import WATCHED
from eventsapp.events.models import State
from eventsapp.events.times import set_times
from eventsapp.extensions import db
from eventsapp.registration.models import Status
from eventsapp.web.guard import Role
from tests.factories import (
    make_category,
    make_contact,
    make_event,
    make_registration,
    make_token,
    make_user,
)
from tests.signing_in import sign_in


def entries() -> list[Entry]:
    db.session.rollback()
    return list(db.session.scalars(select(Entry).order_by(Entry.id)))


@pytest.fixture
def owner(app):
    return make_user(role=Role.OWNER, name="Aliya Omarova")


@pytest.fixture
def office(app, owner):
    return sign_in(app.test_client(), owner)


@pytest.fixture
def event(owner):
    made = make_event(organisation=owner.memberships[0].organisation, state=State.PUBLISHED)
    forget()
    return made


def forget():
    db.session.execute(Entry.__table__.delete())
    db.session.commit()


def test_every_watched_table_and_column_exists(app):
    tables = db.metadata.tables
    missing = {
        f"{name}.{column}"
        for name, watched in WATCHED.items()
        for column in (*watched.columns, *filter(None, [watched.label]))
        if name not in tables or column not in tables[name].columns
    }

    assert missing == set()


def test_a_move_is_kept_with_who_from_where_before_and_after(office, owner, event):
    data = {
        "precision": "time",
        "starts_on": "2026-12-05",
        "starts_at": "15:00",
        "ends_at": "16:30",
    }

    answer = office.post(f"/desk/e/{event.id}/move", data=data)

    assert answer.status_code == 302
    (entry,) = [each for each in entries() if "local_starts_at" in each.changes]
    assert (entry.author, entry.user_id, entry.address) == ("Aliya Omarova", owner.id, "127.0.0.1")
    assert (entry.deed, entry.subject, entry.event_id) == (Deed.CHANGED, "event", event.id)
    assert entry.changes["local_starts_at"] == ["2026-12-04T12:00:00", "2026-12-05T15:00:00"]


def test_what_is_refused_leaves_nothing(office, owner):
    address = f"/desk/team/members/{owner.memberships[0].id}/role"
    forget()

    assert office.post(address, data={"role": "viewer"}).status_code == 409

    assert entries() == []


def test_details_of_people_are_named_and_never_kept(office, owner):
    contact = make_contact(organisation=owner.memberships[0].organisation)
    forget()

    office.post(f"/desk/contacts/{contact.id}/deletion")

    (entry,) = entries()
    assert (entry.deed, entry.subject, entry.label) == (Deed.DELETED, "contact", "")
    assert entry.changes == {}


def test_a_change_of_a_person_says_which_detail(app, office, owner, event):
    person = make_registration(event, name="Ada Bekova")
    forget()

    author = Member(owner, event.organisation, Role.OWNER)
    with app.test_request_context():
        g.author = author
        person.name, person.status = "Ada Kim", Status.CANCELLED
        db.session.commit()

    kept = [each.changes for each in entries() if each.subject == "registration"]
    assert dict(ChainMap(*kept)) == {"name": None, "status": ["confirmed", "cancelled"]}


def test_the_public_is_not_followed(app, client, event):
    category = make_category(event)
    forget()

    client.post(
        f"/en/e/{event.slug}/register",
        data={"name": "Ada", "email": "ada@example.org", "category": category.id},
    )

    assert entries() == []


def test_the_product_itself_changes_events_without_an_author(event):
    set_times(event, starts=datetime(2026, 12, 6, 9), ends=None)
    db.session.commit()

    (entry,) = entries()
    assert (entry.author, entry.user_id) == ("", None)


def test_a_program_is_named(app, event):
    token, secret = make_token(event.organisation)
    forget()

    answer = app.test_client().patch(
        f"/api/v1/events/{event.uid}",
        json={"titles": {"en": "Safer learning"}},
        headers={"Authorization": f"Bearer {secret}", "If-Match": "*"},
    )

    assert answer.status_code < 500
    assert {entry.author for entry in entries()} <= {token.name}


def test_erase_old_keeps_what_the_organisation_wants(event, now):
    event.organisation.audit_days = 30
    db.session.commit()
    forget()
    for days in (29, 31):
        db.session.add(
            Entry(
                organisation_id=event.organisation_id,
                made_at=now - timedelta(days=days),
                deed=Deed.CHANGED,
                subject="event",
                subject_id=event.id,
                user_id=None,
                event_id=event.id,
            )
        )
    db.session.commit()

    erased = services.erase_old(now)
    db.session.commit()

    assert erased == 1
    assert [each.made_at for each in entries()] == [now - timedelta(days=29)]
