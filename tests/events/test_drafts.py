"""Drafts and working copies: what is typed becomes public only when it is published."""

from dataclasses import replace
from datetime import timedelta

import pytest

from eventsapp.core import publication
from eventsapp.events import details, services
from eventsapp.events.models import OrganisationRole, State
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from tests.factories import make_category, make_event, make_organisation, make_user

RETITLED = {"titles": {"en": "Another title"}}
NAMED = {"bodies": (details.Body(role=OrganisationRole.FUNDER, name="European Fund"),)}


def save(event, now, *, typing=False, **changed):
    what = replace(details.current(event), **changed)
    services.save_draft(event, what, version=event.version, by=None, now=now, typing=typing)


def test_save_draft_writes_into_a_draft(app, now):
    event = make_event(state=State.DRAFT)

    save(event, now, **RETITLED)

    assert event.titles == RETITLED["titles"]
    assert (event.working_copy, event.updated_at) == (None, now)
    assert "another" in event.search_key


@pytest.mark.parametrize("state", [State.PUBLISHED, State.POSTPONED, State.CANCELLED])
def test_save_draft_leaves_what_is_public_alone(app, now, state):
    event, user = make_event(state=state), make_user()
    shown, counted = (dict(event.titles), event.updated_at), publication.number()
    what = replace(details.of(event), **RETITLED)

    services.save_draft(event, what, version=event.version, by=user.id, now=now)

    assert (dict(event.titles), event.updated_at) == shown
    assert publication.number() == counted
    assert details.current(event) == what
    assert (event.working_copy_at, event.working_copy_by_id) == (now, user.id)


def test_save_draft_without_a_difference_leaves_no_working_copy(app, now):
    event = make_event()
    save(event, now, **RETITLED)

    save(event, now, titles=dict(event.titles))

    assert (event.working_copy, event.working_copy_at) == (None, None)


def test_save_draft_refuses_an_older_version(app, now):
    event = make_event()
    old = event.version
    save(event, now, **RETITLED)

    with pytest.raises(services.Conflict):
        services.save_draft(event, details.of(event), version=old, by=None, now=now)

    assert details.current(event).titles == RETITLED["titles"]


def test_save_draft_while_typing_adds_nothing_to_the_directory(app, now):
    event = make_event(state=State.DRAFT)

    save(event, now, typing=True, **NAMED)

    assert db.session.query(Organisation).count() == 1
    assert details.current(event).bodies == NAMED["bodies"]


def test_publish_takes_over_what_was_typed_last(app, now):
    event = make_event(state=State.DRAFT)
    save(event, now, typing=True, **NAMED)

    services.publish(event, by=None, now=now)

    assert [body.organisation.names for body in event.bodies] == [{"en": "European Fund"}]
    assert event.working_copy is None


def test_discard_working_copy_shows_what_is_public(app, now):
    event = make_event()
    save(event, now, **RETITLED)

    services.discard_working_copy(event)

    assert details.current(event) == details.of(event)


def test_category_of_a_public_event_is_closed_not_deleted(app, now):
    event = make_event()
    category = make_category(event)
    save(event, now, categories=())

    services.publish_changes(event, minor=False, by=None, now=now)
    db.session.commit()

    assert event.categories == [category]
    assert not category.is_open


def test_category_of_a_draft_is_deleted(app, now):
    event = make_event(state=State.DRAFT, first_published_at=None)
    make_category(event)

    save(event, now, categories=())
    db.session.commit()
    db.session.expire_all()

    assert event.categories == []


def test_roles_of_a_body_can_be_exchanged(app, now):
    organisation = make_organisation()
    event = make_event(organisation=organisation, state=State.DRAFT)
    first, second = OrganisationRole.HOST, OrganisationRole.PARTNER
    save(event, now, bodies=tuple(_bodies(organisation, first, second, first)))

    save(event, now + timedelta(hours=1), bodies=tuple(_bodies(organisation, second, first)))
    db.session.commit()
    db.session.expire_all()

    assert [body.role for body in event.bodies] == [second, first]


def test_parent_cannot_stand_below_its_own_child(app, now):
    trip = make_event(state=State.DRAFT)
    visit = make_event(state=State.DRAFT, organisation=trip.organisation, parent=trip)

    save(trip, now, parent_id=visit.id)

    assert trip.parent is None


def test_parent_of_another_organisation_is_not_taken(app, now):
    event, foreign = make_event(state=State.DRAFT), make_event()

    save(event, now, parent_id=foreign.id)

    assert event.parent is None


def _bodies(organisation, *roles):
    return [details.Body(role=role, organisation_id=organisation.id) for role in roles]
