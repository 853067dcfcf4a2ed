"""The page of one event: its parts, its states, its languages, who may read it."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from eventsapp.contacts.models import Contact
from eventsapp.core import qr
from eventsapp.core.texts import Texts
from eventsapp.events.change_models import FormerSlug
from eventsapp.events.models import (
    EventOrganisation,
    OrganisationRole,
    PressContact,
    State,
    Visibility,
)
from eventsapp.extensions import db
from eventsapp.programme.models import ItemSpeaker, Openness, ParticipationPost, PersonRole
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import (
    make_category,
    make_city,
    make_contact,
    make_event,
    make_item,
    make_organisation,
    make_participation,
    make_registration,
    make_venue,
    save,
)
from tests.site.reading import parts, words


def open_page(client, event, lang="en"):
    return client.get(f"/{lang}/e/{event.slug}")


def test_the_entry_card_says_when_where_who_and_how_many(client):
    venue = make_venue()
    event = make_event(
        city=venue.city,
        venue=venue,
        room=venue.rooms[0],
        doors=datetime(2026, 12, 4, 11, 30),
        working_languages=["ky", "ru"],
        interpretation=["en"],
    )
    make_registration(event, category=make_category(event, capacity=120))

    card = words(open_page(client, event), "entry-card")

    assert "04 Friday, December 2026 12:00 to 13:30 Osh time, UTC+6. 11:00 in Astana" in card
    assert "11:30 Doors open, registration on site" in card
    assert "Press Centre, main hall Central Street 14 , Osh" in card
    assert "Step-free entrance from the yard." in card
    assert "Ministry of Education" in card
    assert "Кыргызча , Русский Interpretation: English" in card
    assert "119 places left 1 of 120 taken Register" in card


def test_the_programme_lists_doors_items_speakers_and_openness(client):
    event = make_event(doors=datetime(2026, 12, 4, 11, 30))
    person = make_participation(
        event,
        make_contact(names=Texts(en="Aigul Sadykova")),
        posts=[ParticipationPost(titles=Texts(en="Deputy Minister"))],
    )
    make_item(event, titles=Texts(en="Opening"), speakers=[ItemSpeaker(participation=person)])
    make_item(
        event,
        titles=Texts(en="Tour"),
        local_starts_at=datetime(2026, 12, 4, 13),
        openness=Openness.PHOTO,
        position=1,
    )

    assert parts(open_page(client, event), "programme-item") == [
        "11:30 Doors and registration",
        "12:00 Opening Aigul Sadykova , Deputy Minister",
        "13:00 Tour Photo opportunity",
    ]


def test_an_agenda_without_hours_is_numbered(client):
    event = make_event(precision="day")
    make_item(event, titles=Texts(en="Report"), local_starts_at=None)
    make_item(event, titles=Texts(en="Discussion"), local_starts_at=None, position=1)

    page = open_page(client, event)

    assert parts(page, "programme-item") == ["1. Report", "2. Discussion"]
    assert "Hour to be announced" in words(page, "entry-card")


def test_a_visit_with_an_hour_closes_the_list_of_points_without(client):
    event = make_event()
    make_item(event, titles=Texts(en="Report"), local_starts_at=None)
    make_item(event, titles=Texts(en="School"), position=1)

    page = open_page(client, event)

    assert parts(page, "programme-item") == ["1. Report", "12:00 School"]
    assert len(parts(page, "programme")) == 1


def test_speakers_stand_apart_from_participants(client):
    event = make_event()
    make_participation(event, make_contact(names=Texts(en="A Chair")), role=PersonRole.CHAIR)
    make_participation(event, make_contact(names=Texts(en="A Guest")), role=PersonRole.PARTICIPANT)

    assert parts(open_page(client, event), "people") == ["AC A Chair Chairperson", "AG A Guest"]


def test_bodies_stand_under_what_they_do(client):
    event = make_event()
    for position, role in enumerate((OrganisationRole.FUNDER, OrganisationRole.IMPLEMENTER)):
        body = make_organisation(
            names=Texts(en=f"The {role}"), boilerplate=Texts(en=f"We are the *{role}*.")
        )
        save(EventOrganisation(event=event, organisation=body, role=role, position=position))
    event.funding_lines = Texts(en="Paid for by all.")
    db.session.commit()

    page = open_page(client, event)

    assert parts(page, "bodies-role") == ["Implemented by The implementer", "Funded by The funder"]
    assert words(page, "funding-line") == "Paid for by all."
    assert parts(page, "fold") == [
        "The implementer We are the implementer .",
        "The funder We are the funder .",
    ]


@pytest.mark.parametrize(
    ("number", "lang", "said"),
    [(1, "en", "Organised by"), (2, "en", "Organised by"), (2, "ru", "Организаторы")],
)
def test_several_bodies_of_a_role_are_called_so(client, number, lang, said):
    event = make_event()
    for _each in range(number):
        body = make_organisation()
        save(EventOrganisation(event=event, organisation=body, role=OrganisationRole.ORGANISER))
    db.session.commit()

    page = open_page(client, event, lang)

    assert parts(page, "bodies-role")[0].startswith(said)


def test_who_keeps_an_event_holds_it_unless_another_body_does(client):
    event, funder = make_event(), make_organisation(names=Texts(en="A fund"))
    save(EventOrganisation(event=event, organisation=funder, role=OrganisationRole.FUNDER))

    page = open_page(client, event)

    assert parts(page, "bodies-role") == ["Organised by Ministry of Education", "Funded by A fund"]


def test_the_press_contact_can_be_rung_and_written_to(client):
    event = make_event()
    save(PressContact(event=event, contact=make_contact()))

    page = open_page(client, event)

    assert "Marat Bekov Press secretary press@example.org" in words(page, "contact-card")
    assert 'href="tel:+996500000000"' in page.text
    assert 'href="mailto:press@example.org"' in page.text


def test_a_side_event_shows_its_own_places_and_links_back(client):
    event = make_event()
    visit = make_event(
        parent=event, titles=Texts(en="School visit"), starts=datetime(2026, 12, 4, 14)
    )
    make_category(visit, capacity=12)

    assert words(open_page(client, event), "side-event") == (
        "School visit 4 December, 14:00 to 15:30 12 places Register"
    )
    assert f"/en/e/{event.slug}" in open_page(client, visit).text


def test_a_place_is_announced_only_for_what_takes_place(client):
    city = make_city()
    coming, cancelled = make_event(city=city), make_event(city=city, state=State.CANCELLED)

    assert "The place will be announced." in words(open_page(client, coming))
    assert "The place will be announced." not in words(open_page(client, cancelled))


def test_where_gives_the_address_of_the_street_signs_and_maps(client):
    venue = make_venue(latitude=40.5283, longitude=72.7985)
    event = make_event(city=venue.city, venue=venue)

    page = open_page(client, event)

    assert "Борбордук көчөсү 14 Кыргызча" in words(page, "where")
    assert "openstreetmap.org/?mlat=40.528300&amp;mlon=72.798500" in page.text
    assert "2gis.kg" in page.text


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        (
            {"state": State.CANCELLED, "reasons": Texts(en="No hall.")},
            "This event is cancelled. No hall.",
        ),
        (
            {"state": State.POSTPONED},
            "This event is postponed. The new date will be announced here.",
        ),
        (
            {"previous_local_starts_at": datetime(2026, 12, 3, 10)},
            "Moved. It was announced for 3 December 2026, 10:00.",
        ),
        ({"starts": datetime(2026, 11, 26, 11, 30)}, "Live now. This event is taking place."),
        ({"starts": datetime(2026, 11, 20, 12)}, "This event is over."),
        ({}, ""),
    ],
)
def test_a_banner_says_what_is_not_as_announced(client, overrides, said):
    assert words(open_page(client, make_event(**overrides)), "notice") == said


@pytest.mark.parametrize(
    ("overrides", "category", "said"),
    [
        ({}, {"capacity": 5}, "Register"),
        (
            {},
            {"closes_at": datetime(2026, 12, 1, 6, tzinfo=UTC)},
            "Register Registration closes 1 December 2026, 12:00.",
        ),
        (
            {},
            {"opens_at": datetime(2026, 12, 1, 6, tzinfo=UTC)},
            "Registration opens 1 December 2026, 12:00.",
        ),
        (
            {},
            {"closes_at": NOW - timedelta(hours=1)},
            "Registration closed 26 November 2026, 11:00.",
        ),
        (
            {},
            {"capacity": 0},
            "Every place is taken. Look again: places that are given back open here.",
        ),
        ({}, None, "Open to the press. No registration is needed."),
        ({"open_to_press": False}, None, "By invitation."),
        ({"state": State.CANCELLED}, {"capacity": 5}, ""),
        ({"starts": datetime(2026, 11, 20, 12)}, {"capacity": 5}, ""),
    ],
)
def test_the_button_says_how_to_get_in(client, overrides, category, said):
    event = make_event(**overrides)
    if category is not None:
        make_category(event, **category)

    assert words(open_page(client, event), "entry-card-ways") == said


def test_a_missing_language_shows_the_original_and_says_so(client):
    event = make_event(original_language="ky", titles=Texts(ky="Коопсуз билим", ru="Школа"))

    page = open_page(client, event)

    assert '<h1 class="event-page-title p-name" lang="ky">' in page.text
    assert words(page, "notice") == "Not yet available in English. Shown in Кыргызча."
    assert words(page, "language-links") == "Кыргызча Русский"


def test_hostile_texts_are_only_text(client):
    event = make_event(
        titles=Texts(en="</title><script>alert(1)</script>"),
        descriptions=Texts(en='<img src=x onerror="alert(1)"> [go](javascript:alert(1))'),
        online_url="javascript:alert(1)",
        online_is_public=True,
    )

    page = open_page(client, event)

    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert 'href="javascript:' not in page.text


def test_search_engines_and_messengers_are_told(client):
    event = make_event(city=make_city())

    page = open_page(client, event)

    block = re.search(r'<script type="application/ld\+json">(.+?)</script>', page.text, re.DOTALL)
    assert json.loads(block[1])["startDate"] == "2026-12-04T12:00:00+06:00"
    address = f"https://agenda.example.org/en/e/{event.slug}"
    assert f'<link rel="canonical" href="{address}">' in page.text
    assert f'hreflang="kk" href="https://agenda.example.org/kk/e/{event.slug}"' in page.text
    assert '<meta property="og:title" content="Safe learning environment">' in page.text
    assert 'datetime="2026-12-04T06:00:00+00:00"' in page.text


def test_a_text_taken_over_names_its_source(client):
    event = make_event(source_url="https://news.example.org/a")

    assert (
        'href="https://news.example.org/a" rel="noopener">Source: ' in open_page(client, event).text
    )


def test_a_former_address_leads_to_the_present_one(client):
    event = make_event()
    save(FormerSlug(slug="old-name", event_id=event.id))

    answer = client.get("/kk/e/old-name")

    assert (answer.status_code, answer.location) == (301, f"/kk/e/{event.slug}")


def test_a_withdrawn_event_is_gone_and_says_who_took_it_back(client):
    event = make_event(state=State.WITHDRAWN, state_changed_at=NOW)

    answer = open_page(client, event)

    assert answer.status_code == 410
    assert "Ministry of Education withdrew this event on 26 November 2026." in words(answer)


@pytest.mark.parametrize(
    "hidden",
    [
        {"state": State.DRAFT},
        {"visibility": Visibility.PRIVATE},
        {"state": State.DRAFT, "slug": None},
    ],
)
def test_what_is_not_public_is_not_found(client, hidden):
    event = make_event(**hidden)

    assert open_page(client, event).status_code == 404


def test_an_unlisted_event_is_read_by_its_address_but_not_indexed(client):
    page = open_page(client, make_event(visibility=Visibility.UNLISTED))

    assert page.status_code == 200
    assert '<meta name="robots" content="noindex">' in page.text


def test_the_page_costs_the_same_queries_however_much_it_holds(client, app):
    event = make_event()

    def made_with_more(number: int) -> int:
        for _each in range(number):
            person = make_participation(event, make_contact())
            make_item(event, speakers=[ItemSpeaker(participation=person)])
            save(PressContact(event=event, contact=make_contact()))
            make_category(make_event(parent=event))
            body = make_organisation()
            save(EventOrganisation(event=event, organisation=body, role=OrganisationRole.PARTNER))
        app.extensions["dateline_shortcut"].forget()
        db.session.expire_all()
        with statements() as queries:
            open_page(client, event)
        return len(queries)

    assert made_with_more(1) == made_with_more(2)
    assert db.session.query(Contact).count() == 6


@pytest.mark.parametrize(("state", "is_over"), [(State.POSTPONED, False), (State.CANCELLED, True)])
def test_a_date_that_does_not_hold_is_struck_the_title_if_nothing_follows(client, state, is_over):
    page = open_page(client, make_event(state=state))

    assert '<article class="event-page h-event" data-called-off>' in page.text
    assert (" data-struck>" in page.text) is is_over
    assert "For you" not in page.text


def test_search_engines_learn_that_a_full_event_is_full(client):
    event = make_event()
    make_registration(event, category=make_category(event, capacity=1))

    assert '"availability": "https://schema.org/SoldOut"' in open_page(client, event).text


def test_the_page_on_paper_leads_back_to_the_screen(client):
    event = make_event()
    page = client.get(f"/ky/e/{event.slug}").text

    answer = client.get(f"/ky/e/{event.slug}/qr.svg")

    address = f"https://agenda.example.org/ky/e/{event.slug}"
    assert f'src="/ky/e/{event.slug}/qr.svg"' in page
    assert answer.mimetype == "image/svg+xml"
    assert answer.text == str(qr.svg(address, border=qr.BORDER))


def test_a_draft_has_no_symbol(client):
    event = make_event(state=State.DRAFT)

    assert client.get(f"/en/e/{event.slug}/qr.svg").status_code == 404
