"""The Details form with bad input: a clear sentence at the field, and nothing taken over."""

from datetime import datetime

import pytest
from flask import Flask

from eventsapp.events import choices
from eventsapp.events.category_models import Mode
from eventsapp.events.forms import DetailsForm
from eventsapp.events.models import OrganisationRole, Precision
from tests.factories import make_city, make_contact, make_details, make_organisation, make_venue

TYPED = {
    "type": "council",
    "original_language": "kk",
    "titles-kk": "Үйлестіру кеңесі",
    "precision": "time",
    "starts_on": "2026-12-04",
    "starts_at": "12:00",
    "visibility": "public",
}


def filled(app: Flask, organisation=None, **typed):
    """The form as somebody sent it."""
    organisation = organisation or make_organisation(timezone="Asia/Almaty")
    with app.test_request_context(method="POST", data=TYPED | typed):
        form = DetailsForm(make_details(ends=None, zone=""), choices.gather(organisation, None))
        form.validate()
    return form


def test_details_of_a_plain_event(app):
    form = filled(app)

    assert form.errors == {}
    what = form.details()
    assert (what.starts, what.ends, what.zone) == (datetime(2026, 12, 4, 12, 0), None, "")
    assert (what.titles, what.precision) == ({"kk": "Үйлестіру кеңесі"}, Precision.TIME)


def test_details_of_every_row(app):
    organisation = make_organisation()
    contact = make_contact(organisation=organisation)
    form = filled(
        app,
        organisation,
        **{
            "bodies-0-role": "organiser",
            "bodies-0-organisation": str(organisation.id),
            "bodies-1-role": "funder",
            "bodies-1-organisation": "",
            "bodies-1-name": " Fund\r\nBcc: x ",
            "bodies-2-role": "host",
            "bodies-2-name": " ",
            "contacts-0-contact": str(contact.id),
            "contacts-1-contact": "",
            "contacts-1-phones": "8 (702) 000-00-00, +7 (7172) 00-00-00",
            "contacts-1-emails": "a@example.org; b@example.org",
            "categories-0-mode": "online",
            "categories-0-capacity": "0",
            "categories-0-closes": "2026-12-03T18:00",
        },
    )

    assert form.errors == {}
    what = form.details()
    assert [(body.role, body.organisation_id, body.name) for body in what.bodies] == [
        (OrganisationRole.ORGANISER, organisation.id, ""),
        (OrganisationRole.FUNDER, None, "Fund Bcc: x"),
    ]
    assert [contact.phones for contact in what.contacts] == [
        (),
        ("8 (702) 000-00-00", "+7 (7172) 00-00-00"),
    ]
    assert what.contacts[1].emails == ("a@example.org", "b@example.org")
    assert [(seats.mode, seats.capacity, seats.is_open) for seats in what.categories] == [
        (Mode.ONLINE, 0, False)
    ]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"starts_on": ""}, "starts_on", "Enter the day."),
        (
            {"starts_on": "2026-11-31"},
            "starts_on",
            "Enter a date that exists. November 2026 has 30 days.",
        ),
        (
            {"starts_on": "29.2.2027"},
            "starts_on",
            "Enter a date that exists. February 2027 has 28 days.",
        ),
        ({"starts_on": "soon"}, "starts_on", "Enter a date that exists, like 4.12.2026."),
        ({"starts_on": "2026-13-01"}, "starts_on", "Enter a date that exists, like 4.12.2026."),
        ({"starts_on": "0001-01-01"}, "starts_on", "Enter a year from 1990 to 2100."),
        ({"starts_at": "25:00"}, "starts_at", "Enter an hour like 09:30 or 14:00."),
        (
            {"starts_at": ""},
            "starts_at",
            "Enter the hour, or say that only the day is known.",
        ),
        ({"ends_at": "11:00"}, "ends_at", "The end must be after 12:00, when it starts."),
        ({"ends_at": "12:00"}, "ends_at", "The end must be after 12:00, when it starts."),
        ({"ends_on": "2026-12-05"}, "ends_at", "Enter the hour at which it ends."),
        ({"doors_at": "12:30"}, "doors_at", "Doors must open before the start."),
        (
            {"precision": "day", "ends_on": "2026-12-03"},
            "ends_on",
            "The last day must not be before the first.",
        ),
        ({"precision": "century"}, "precision", "Not a valid choice."),
        ({"zone": "Mars/Olympus"}, "zone", "Not a valid choice."),
        ({"city": "999"}, "city", "Not a valid choice."),
        ({"capacity": "-1"}, "capacity", "Enter a number of people, 1 or more."),
        ({"capacity": "many"}, "capacity", "Enter a number of people, 1 or more."),
        (
            {"online_url": "javascript:alert(1)"},
            "online_url",
            "Enter a web address that begins with https://.",
        ),
        ({"titles-kk": "x" * 301}, "titles", "Қазақша: Enter at most 300 characters."),
    ],
)
def test_form_says_what_is_wrong(app, typed, field, words):
    form = filled(app, **typed)

    assert form.errors == {field: [words]}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"starts_on": "2026-03-29", "starts_at": "02:30"}, "does not exist"),
        ({"starts_on": "2026-10-25", "starts_at": "02:30"}, "occurs twice"),
    ],
)
def test_form_refuses_hours_at_a_change_of_clocks(app, typed, words):
    form = filled(app, zone="Europe/Vienna", **typed)

    assert list(form.errors) == ["starts_at"]
    assert words in form.errors["starts_at"][0]
    assert filled(app, zone="Asia/Almaty", **typed).errors == {}


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"categories-0-capacity": "-1"}, "capacity", "Enter a number of places, 0 or more."),
        (
            {
                "categories-0-opens": "2026-12-02T10:00",
                "categories-0-closes": "2026-12-02T10:00",
            },
            "closes",
            "Registration must close after it opens.",
        ),
        ({"categories-0-opens": "0001-01-01T00:00"}, "opens", "Enter a year from 1990 to 2100."),
    ],
)
def test_form_says_what_is_wrong_in_a_category(app, typed, field, words):
    form = filled(app, **{"categories-0-mode": "room"} | typed)

    assert form.categories[0].form.errors == {field: [words]}
    assert "categories" in form.errors


@pytest.mark.parametrize(
    "address", ["x", "a@b@c", "a@example.org b@example.org", "ұят@example.org"]
)
def test_form_refuses_an_address_that_no_mail_reaches(app, address):
    form = filled(app, **{"contacts-0-contact": "", "contacts-0-emails": address})

    assert form.contacts[0].form.errors == {
        "emails": ["Enter e-mail addresses like name@example.org, with commas between them."]
    }


def test_form_refuses_records_of_another_organisation(app):
    foreign = make_venue()
    contact = make_contact(organisation=foreign.organisation)
    form = filled(
        app,
        place=str(foreign.id),
        **{
            "bodies-0-role": "host",
            "bodies-0-organisation": str(foreign.organisation_id),
            "contacts-0-contact": str(contact.id),
        },
    )

    assert set(form.errors) == {"place", "bodies", "contacts"}


def test_its_zone_follows_the_venue_then_the_city_then_the_organisation(app):
    organisation = make_organisation(timezone="Europe/Istanbul")
    venue = make_venue(organisation=organisation, timezone="Asia/Aqtau")
    city = make_city()

    zones = [
        filled(app, organisation, **typed).its_zone
        for typed in (
            {"place": str(venue.id), "city": str(city.id)},
            {"city": str(city.id)},
            {},
            {"place": str(venue.id), "zone": "Asia/Oral"},
        )
    ]

    assert zones == ["Asia/Aqtau", "Asia/Bishkek", "Europe/Istanbul", "Asia/Oral"]


def test_opened_with_is_nothing_where_it_cannot_be_read(app):
    unreadable = (
        "",
        "[]",
        "{",
        '{"type": "x"}',
        '{"starts": 3}',
        '{"titles": "abc", "type": "other", "original_language": "en", "starts": "2026-12-04"}',
    )
    for text in unreadable:
        assert filled(app, base=text).opened_with() is None
