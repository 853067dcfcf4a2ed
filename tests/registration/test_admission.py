"""Who may choose a category: by code, address, organisation, or invitation alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import changing, queries, services
from eventsapp.registration.details import AttendeeDetails, Wishes
from eventsapp.registration.entry import admission
from eventsapp.registration.models import Status
from tests.factories import make_category, make_event, make_registration
from tests.together import together


def open_category(event=None, **fields):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, second=0, microsecond=0)
    return make_category(event or make_event(starts=starts), **fields)


def ada(category, **fields):
    known = {"name": "Ada King", "email": "ada@example.org", "language": "en"}
    return AttendeeDetails(**known | {"category_id": category.id} | fields)


def register(category, **fields):
    now = utcnow()
    return services.register(category.event, ada(category, **fields), now=now)


@pytest.mark.parametrize("code", ["", "guest", "GUESTS-2027"])
def test_register_needs_the_code_of_a_category(app, code):
    category = open_category(code="GUESTS-2026")

    with pytest.raises(admission.WrongCode):
        register(category, access_code=code)


def test_register_takes_the_code_however_it_is_written(app):
    category = open_category(code="Guests-2026")

    assert register(category, access_code=" guests-2026 ").is_confirmed


@pytest.mark.parametrize(
    ("email", "allowed"),
    [
        ("ada@ministry.example.org", True),
        ("head@school.example.org", True),
        ("ada@school.example.org", False),
        ("ada@evil-ministry.example.org", False),
        ("ada@example.org", False),
    ],
)
def test_register_takes_only_addresses_that_are_allowed(app, email, allowed):
    category = open_category(allowed=["ministry.example.org", "head@school.example.org"])

    if allowed:
        assert register(category, email=email).is_confirmed
    else:
        with pytest.raises(admission.AddressNotAllowed):
            register(category, email=email)


def test_register_takes_no_more_of_one_organisation_than_its_limit(app):
    category = open_category(organisation_limit=2)
    register(category, organisation_name="Үмүт мектеби", companions=("Boris",))

    with pytest.raises(admission.OrganisationFull, match="At most 2 people"):
        register(category, email="eve@example.org", organisation_name=" үмүт  МЕКТЕБИ ")
    assert register(category, email="eve@example.org", organisation_name="Other").is_confirmed


def test_register_where_organisations_have_a_limit_asks_for_the_organisation(app):
    with pytest.raises(admission.OrganisationMissing):
        register(open_category(organisation_limit=2))


def test_register_by_an_organiser_looks_at_none_of_it(app):
    category = open_category(code="x", allowed=["example.net"], by_invitation=True)

    made = services.register(category.event, ada(category), now=utcnow(), by_organiser=True)

    assert made.is_confirmed


def test_register_by_invitation_needs_one(app):
    category = open_category(by_invitation=True)

    with pytest.raises(admission.NotInvited):
        register(category)
    assert register(category, is_invited=True).is_confirmed


def test_change_into_a_category_needs_what_it_needs(app):
    room = open_category()
    hall = open_category(room.event, code="hall", position=1)
    person = make_registration(room.event, category=room)
    db.session.expire(room.event)

    with pytest.raises(admission.WrongCode):
        changing.change(person, Wishes("Ada", hall.id), now=utcnow())
    changing.change(person, Wishes("Ada", hall.id, access_code="hall"), now=utcnow())

    assert person.category is hall


def test_change_of_a_name_asks_for_no_code_again(app):
    category = open_category(code="hall")
    person = make_registration(category.event, category=category)

    changing.change(person, Wishes("Ada Lovelace", category.id), now=utcnow())

    assert person.name == "Ada Lovelace"


def test_the_limit_of_an_organisation_holds_in_a_race(app):
    category = open_category(organisation_limit=3)
    event_id, category_id = category.event_id, category.id

    def work(number):
        event = db.session.get_one(Event, event_id)
        details = AttendeeDetails(
            f"Person {number}", f"person{number}@example.org", category_id, "en",
            organisation_name="School 5",
        )  # fmt: skip
        services.register(event, details, now=utcnow())
        db.session.commit()
        return "in"

    outcomes = together(app, work)

    assert outcomes == {"in": 3, "OrganisationFull": 5}


def test_the_form_says_what_each_way_needs_and_keeps_what_was_typed(client):
    room = open_category(code="guests", organisation_limit=2)
    open_category(room.event, names=Texts(en="For schools"), allowed=["school.example.org"])
    url = f"/en/e/{room.event.slug}/register"

    page = client.get(url)
    answer = client.post(
        url,
        data={
            "name": "Ada", "email": "ada@example.org", "category_id": room.id,
            "access_code": "wrong", "organisation_name": "School 5",
        },
    )  # fmt: skip

    assert "You need a code from the organiser." in page.text
    assert "At most 2 people of one organisation." in page.text
    assert "Only with an e-mail at school.example.org." in page.text
    assert answer.status_code == 422
    assert "This code does not open this way of taking part." in answer.text
    assert 'value="School 5"' in answer.text


def test_the_form_of_an_event_by_invitation_says_so(client):
    category = open_category(by_invitation=True)

    page = client.get(f"/en/e/{category.event.slug}/register")
    event = client.get(f"/en/e/{category.event.slug}")

    assert "By invitation only" in page.text
    assert "By invitation." in event.text


def test_a_wrong_code_does_not_tell_whether_an_address_is_registered(app):
    category = open_category(code="guests")
    make_registration(category.event, category=category, email="ada@example.org")

    with pytest.raises(admission.WrongCode):
        register(category, access_code="wrong")
    assert queries.find_live(category.event, "ada@example.org") is not None


def test_details_keep_who_may_choose_a_category(desk):
    event = make_event(organisation=desk.organisation)
    page = f"/desk/e/{event.id}/details"
    version = event.version

    answer = desk.post(
        page,
        data={
            "version": version, "type": event.type.value, "original_language": "en",
            "titles-en": "School visit", "precision": "time", "starts_on": "2026-12-04",
            "starts_at": "12:00", "visibility": "public", "categories-0-mode": "room",
            "categories-0-code": "guests", "categories-0-allowed": "@Example.org\nada@example.net",
            "categories-0-organisation_limit": "2", "categories-0-is_open": "y",
            "act": "publish",
        },
    )  # fmt: skip
    shown = desk.get(page)

    assert answer.status_code in (200, 302), answer.text
    assert 'value="guests"' in shown.text
    assert "example.org\nada@example.net" in shown.text


def test_change_to_another_organisation_needs_one_of_its_number(app):
    category = open_category(organisation_limit=1)
    register(category, organisation_name="Radio Osh")
    other = register(category, email="ben@example.org", organisation_name="TV Osh")
    wishes = Wishes(name="Ben Ak", category_id=category.id, organisation_name="radio OSH")

    with pytest.raises(admission.OrganisationFull):
        changing.change(other, wishes, now=utcnow())
    changing.change(other, replace(wishes, organisation_name="Osh TV"), now=utcnow())

    assert other.organisation_name == "Osh TV"


def test_who_waits_for_a_place_counts_for_the_organisation(app):
    category = open_category(capacity=1, has_waiting_list=True, organisation_limit=1)
    register(category, organisation_name="TV Osh")
    waits = register(category, email="ben@example.org", organisation_name="Radio Osh")

    with pytest.raises(admission.OrganisationFull):
        register(category, email="eve@example.org", organisation_name="Radio Osh")
    assert waits.status is Status.WAITLISTED
