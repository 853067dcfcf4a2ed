"""Venues are found by what people type, and only by those who keep them."""

import pytest
from sqlalchemy import event as hooks

from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.venues import queries
from tests.factories import make_city, make_organisation, make_venue


@pytest.mark.parametrize("query", ["пресс", "Press cent", "Борбордук", "central 14", "Ош", "oş"])
def test_listed_finds_by_name_address_and_city(app, query):
    venue = make_venue()
    elsewhere = make_city(key="astana", names=Texts(en="Astana"))
    make_venue(
        organisation=venue.organisation, city=elsewhere, names=Texts(en="House"), address=Texts()
    )

    assert queries.listed(venue.organisation_id, query) == [venue]


def test_listed_shows_only_the_organisations_own(app):
    make_venue()

    assert queries.listed(make_organisation().id) == []


def test_find_refuses_the_venue_of_another_organisation(app):
    venue = make_venue()

    assert queries.find(venue.organisation_id, venue.id) is venue
    assert queries.find(make_organisation().id, venue.id) is None


@pytest.mark.parametrize("rows", [1, 3])
def test_listed_needs_two_queries_however_many_rows(app, rows):
    organisation = make_organisation()
    for _number in range(rows):
        make_venue(organisation=organisation)
    organisation_id = organisation.id
    db.session.expunge_all()
    statements = []
    hooks.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    for venue in queries.listed(organisation_id):
        assert venue.city.names
        assert venue.rooms[0].names

    assert len(statements) == 2
