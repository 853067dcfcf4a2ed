"""The pages of people: those on stage at public events, and nobody else."""

from datetime import datetime

import pytest

from eventsapp.contacts.models import Post
from eventsapp.core.texts import Texts
from eventsapp.events.models import State, Visibility
from eventsapp.extensions import db
from eventsapp.outcome.models import Quote
from eventsapp.programme.models import ParticipationPost, PersonRole
from tests.counting import statements
from tests.factories import make_contact, make_event, make_participation, save
from tests.site.reading import parts, words


@pytest.fixture
def speaker(app):
    """Marat Bekov, who spoke in November and speaks in December."""
    contact = make_contact(posts=[Post(titles=Texts(en="A later post"))])
    past = make_event(titles=Texts(en="Talks"), starts=datetime(2026, 11, 2, 9))
    coming = make_event(titles=Texts(en="School"))
    part = make_participation(past, contact, role=PersonRole.CHAIR)
    make_participation(
        coming, contact, posts=[ParticipationPost(titles=Texts(en="Press secretary"))]
    )
    save(
        Quote(
            event_id=past.id,
            participation_id=part.id,
            names=contact.names,
            texts=Texts(en="We are ready"),
        )
    )
    return contact


def address(contact):
    return f"/en/p/marat-bekov-{contact.id}"


def test_person_shows_events_roles_posts_and_words(client, speaker):
    page = client.get(address(speaker))

    assert words(page, "person") == "MB Marat Bekov Press secretary Chairperson, Speaker"
    assert parts(page, "event-row-title") == ["School"]
    assert parts(page, "past-title") == ["Talks"]
    assert words(page, "blockquote") == "“We are ready”"
    assert words(page, "figcaption") == "2 November 2026 , Talks"
    assert '<meta name="robots" content="noindex">' in page.text


def test_what_was_said_behind_closed_doors_stays_there(client, speaker):
    closed = make_event(visibility=Visibility.PRIVATE)
    part = make_participation(closed, speaker, role=PersonRole.SPEAKER)
    texts = Texts(en="We are far from ready")
    save(Quote(event=closed, participation=part, original_language="en", texts=texts))

    page = client.get(address(speaker))

    assert words(page, "blockquote") == "“We are ready”"
    assert "far from ready" not in page.text


def test_person_tells_nothing_of_the_address_book(client, speaker):
    page = client.get(address(speaker)).text

    assert "press@example.org" not in page
    assert "+996 500 000 000" not in page
    assert "A later post" not in page


@pytest.mark.parametrize(
    ("event", "part"),
    [
        ({"state": State.DRAFT}, {}),
        ({"visibility": Visibility.UNLISTED}, {}),
        ({"trashed_at": datetime.fromisoformat("2026-11-20T00:00:00+00:00")}, {}),
        ({}, {"role": PersonRole.PARTICIPANT}),
        ({}, {"role": PersonRole.INTERPRETER}),
    ],
)
def test_who_is_not_on_stage_in_public_has_no_page(client, event, part):
    contact = make_contact()
    make_participation(make_event(**event), contact, **part)

    assert client.get(address(contact)).status_code == 404
    assert parts(client.get("/en/search?q=bekov"), "names") == []


def test_a_page_that_was_switched_off_is_gone_and_nothing_leads_there(client, speaker):
    speaker.has_page = False
    db.session.commit()

    assert client.get(address(speaker)).status_code == 404
    assert parts(client.get("/en/search?q=bekov"), "names") == []


@pytest.mark.parametrize("slug", ["nobody", "marat-bekov-", "marat-bekov-99999", "x-99999999999"])
def test_an_unknown_person_is_not_found(client, slug):
    assert client.get(f"/en/p/{slug}").status_code == 404


def test_a_former_name_leads_to_the_present_address(client, speaker):
    answer = client.get(f"/ky/p/somebody-{speaker.id}")

    assert (answer.status_code, answer.location) == (301, f"/ky/p/marat-bekov-{speaker.id}")


def test_the_page_of_an_event_leads_to_its_speakers(client):
    event = make_event(slug="talks")
    on_stage, guest = make_contact(), make_contact(names=Texts(en="Ada Kim"))
    make_participation(event, on_stage)
    make_participation(event, guest, role=PersonRole.PARTICIPANT)

    page = client.get("/en/e/talks").text

    assert f'<a href="{address(on_stage)}">Marat Bekov</a>' in page
    assert f"ada-kim-{guest.id}" not in page


def test_search_finds_people_by_name_alone(client, speaker):
    assert words(client.get("/en/search?q=беков"), "names") == "Marat Bekov"
    assert parts(client.get("/en/search?q=996500000000"), "names") == []
    assert parts(client.get("/en/search?q=secretary"), "names") == []


@pytest.mark.parametrize("events", [1, 4])
def test_person_costs_no_query_per_event(client, events):
    contact = make_contact()
    for number in range(events):
        make_participation(make_event(starts=datetime(2026, 12, 2 + number, 9)), contact)

    with statements() as counted:
        assert client.get(address(contact)).status_code == 200

    assert len(counted) <= 9
