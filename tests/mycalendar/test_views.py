"""The calendar of one address: what it holds, who gets it, how it ends."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from eventsapp.accreditation import deciding
from eventsapp.core.clock import utcnow
from eventsapp.events.category_models import Mode
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mycalendar import queries, services
from eventsapp.mycalendar.models import OwnCalendar
from eventsapp.registration import moving, retention
from eventsapp.registration.models import Status
from tests.accreditation.test_deciding import ACCEPT
from tests.calendars.reading import names, only
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import (
    make_applicant,
    make_card,
    make_category,
    make_event,
    make_registration,
    make_venue,
)
from tests.turning import turn_clock

EMAIL = "ada@example.org"


@pytest.fixture
def registration(app):
    return make_registration(email=EMAIL)


def calendar_of(email=EMAIL):
    services.send_link(email, "en", now=NOW)
    db.session.commit()
    return queries.of_address(email)


def make_address(client, registration):
    """The address that the page behind the mailed link shows, below the host."""
    page = client.get(f"/my-calendar/{calendar_of(registration.email).page_token}").text
    return re.search(r'value="https://agenda\.example\.org(/f/\w+\.ics)"', page)[1]


def uids(answer):
    return [str(each["UID"]) for each in Calendar.from_ical(answer.data).events]


def statuses(answer):
    return re.findall(r"^STATUS:[A-Z]+", answer.text, re.MULTILINE)


def save(client, calendar, **filter_):
    return client.post(f"/my-calendar/{calendar.page_token}/filters", data=filter_)


def test_link_goes_to_the_address_and_is_not_shown_to_whoever_asks(client, registration):
    answer = client.post(f"/r/{registration.token}/calendar")

    letter = db.session.scalars(select(Message).where(Message.template == "mycalendar/link")).one()
    token = queries.of_address(EMAIL).page_token
    assert letter.recipient == EMAIL
    assert f"/my-calendar/{token}" in letter.text
    assert token not in answer.text
    assert "/f/" not in answer.text


def test_link_asked_for_twice_comes_once(client, registration):
    for _each in range(2):
        client.post(f"/r/{registration.token}/calendar")

    assert db.session.query(Message).count() == 1


def test_no_calendar_is_made_before_it_is_asked_for(client, registration):
    client.get(f"/r/{registration.token}/calendar")

    assert db.session.query(OwnCalendar).count() == 0


def test_applicant_and_holder_of_a_card_get_the_link(client, app):
    person, card = make_applicant(), make_card()

    for address in (f"/a/{person.token}/calendar", f"/press-card/{card.token}/calendar"):
        assert client.post(address).status_code == 200

    found = db.session.scalars(select(Message.recipient).where(Message.template == services.LINK))
    assert set(found) == {person.email, card.email}


@pytest.mark.parametrize("way", ["r", "a", "press-card"])
def test_link_of_nobody_is_missing(client, way):
    assert client.post(f"/{way}/nothing/calendar").status_code == 404


def test_ticket_application_and_card_lead_to_it(client, registration):
    person, card = make_applicant(), make_card()

    for page in (f"/r/{registration.token}", f"/a/{person.token}", f"/press-card/{card.token}"):
        assert f'href="{page}/calendar"' in client.get(page).text


def test_feed_holds_every_event_of_the_address_and_no_other(client, registration):
    again = make_registration(email=EMAIL)
    make_registration(email="other@example.org")

    answer = client.get(make_address(client, registration))

    assert set(uids(answer)) == {registration.event.uid, again.event.uid}
    assert only(answer.data, "X-WR-CALNAME") == "X-WR-CALNAME:Dateline: my events"
    assert "SOURCE" not in names(answer.data)
    assert registration.token in answer.text.replace("\r\n ", "")  # the way to change or cancel


@pytest.mark.parametrize(
    ("status", "state", "said"),
    [
        (Status.CONFIRMED, State.PUBLISHED, ["STATUS:CONFIRMED"]),
        (Status.PENDING, State.PUBLISHED, ["STATUS:TENTATIVE"]),
        (Status.CONFIRMED, State.CANCELLED, ["STATUS:CANCELLED"]),
        (Status.CANCELLED, State.PUBLISHED, []),
        (Status.CONFIRMED, State.WITHDRAWN, []),
    ],
)
def test_feed_says_where_a_registration_stands(client, registration, status, state, said):
    address = make_address(client, registration)
    registration.status, registration.event.state = status, state
    db.session.commit()

    assert statuses(client.get(address)) == said


@pytest.mark.parametrize(
    ("status", "has_link"),
    [(Status.CONFIRMED, True), (Status.PENDING, False), (Status.WAITLISTED, False)],
)
def test_feed_gives_the_link_to_join_to_those_with_a_place_alone(
    client, registration, status, has_link
):
    address = make_address(client, registration)
    registration.event.online_url, registration.status = "https://meet.example.org/secret", status
    db.session.commit()

    text = client.get(address).text.replace("\r\n ", "")

    assert ("meet.example.org" in text) is has_link
    assert registration.token in text


def test_feed_gives_no_link_to_join_to_those_in_the_room(client, registration):
    address = make_address(client, registration)
    registration.event.online_url = "https://meet.example.org/secret"
    registration.event.venue = make_venue()
    db.session.commit()

    assert "meet.example.org" not in client.get(address).text.replace("\r\n ", "")


def test_feed_is_for_the_person_alone(client, registration):
    answer = client.get(make_address(client, registration))

    assert answer.headers["Cache-Control"] == "private, max-age=300"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_feed_is_sent_once_to_those_who_have_it(client, registration):
    address = make_address(client, registration)
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    dated = client.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})

    assert (again.status_code, again.data) == (304, b"")
    assert dated.status_code == 304


def test_new_address_ends_the_old_one(client, registration):
    old, calendar = make_address(client, registration), queries.of_address(EMAIL)
    client.post(f"/my-calendar/{calendar.page_token}/renew")
    new = make_address(client, registration)

    assert old != new
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_ended_calendar_is_forgotten(client, registration):
    address, calendar = make_address(client, registration), queries.of_address(EMAIL)

    client.post(f"/my-calendar/{calendar.page_token}/end")

    assert client.get(address).status_code == 404
    assert db.session.query(OwnCalendar).count() == 0


def test_address_for_programs_does_not_open_the_page(client, registration):
    token = calendar_of().token

    assert client.get(f"/my-calendar/{token}").status_code == 404


@pytest.mark.parametrize("token", ["x", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"])
def test_unknown_address_is_missing(client, token):
    assert client.get(f"/f/{token}.ics").status_code == 404


def test_link_of_a_registration_opens_no_calendar(client, registration):
    assert client.get(f"/f/{registration.token}.ics").status_code == 404


def test_feed_asks_as_much_for_three_events_as_for_one(client, registration):
    address, counted = make_address(client, registration), []
    for number in (1, 2):
        for _event in range(number):
            make_registration(make_category().event, email=EMAIL)
            make_registration(make_category().event, email=EMAIL, status=Status.PENDING)
            make_applicant(email=EMAIL)
        db.session.expire_all()
        with statements() as asked:
            assert client.get(address).status_code == 200
        counted.append(len(asked))

    assert counted[0] == counted[1]


def test_unchanged_feed_reads_no_event(client, registration):
    address = make_address(client, registration)
    save(client, queries.of_address(EMAIL), type="press_conference")
    tag = client.get(address).headers["ETag"]
    db.session.expire_all()

    with statements() as asked:
        answer = client.get(address, headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert not [each for each in asked if "FROM event " in each]
    assert len(asked) <= 7


def test_person_moved_online_gets_the_link_at_the_next_look(client, app):
    event = make_event(venue=make_venue(), online_url="https://meet.example.org/x")
    hall, online = make_category(event), make_category(event, mode=Mode.ONLINE)
    person = make_registration(event, category=hall, email=EMAIL)
    address = make_address(client, person)
    before = client.get(address)

    moving.move([person], online, now=utcnow())
    db.session.commit()
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})

    assert "CONFERENCE" not in names(before.data)
    assert after.status_code == 200
    assert only(after.data, "CONFERENCE").endswith(":https://meet.example.org/x")


def test_application_stands_as_tentative_with_its_own_page(client, app):
    person = make_applicant(email=EMAIL)
    address = make_address(client, person)

    answer = client.get(address)

    assert uids(answer) == [person.event.uid]
    assert statuses(answer) == ["STATUS:TENTATIVE"]
    assert person.token in answer.text.replace("\r\n ", "")


def test_acceptance_shows_when_its_answer_has_left(client, app):
    person = make_applicant(email=EMAIL)
    deciding.decide(person.event, {person.id: None}, ACCEPT, by=None, now=utcnow())
    db.session.commit()
    address = make_address(client, person)

    before = client.get(address)
    turn_clock(app, utcnow() + timedelta(minutes=2))
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})

    assert statuses(before) == ["STATUS:TENTATIVE"]
    assert statuses(after) == ["STATUS:CONFIRMED"]
    assert uids(before) == uids(after) == [person.event.uid]


def test_filter_shows_what_it_lets_through_and_each_event_once(client, registration):
    other = make_event(type="briefing")
    make_event(type="seminar")
    address, calendar = make_address(client, registration), queries.of_address(EMAIL)
    before = client.get(address)

    save(client, calendar, type="briefing")
    save(client, calendar, type=["briefing", "press_conference"])
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})

    assert uids(before) == [registration.event.uid]
    assert sorted(uids(after)) == sorted([registration.event.uid, other.uid])
    assert registration.token in after.text.replace("\r\n ", "")


def test_filter_stands_on_the_page_and_can_be_removed(client, registration):
    make_event(type="briefing")
    calendar = calendar_of()
    page = f"/my-calendar/{calendar.page_token}"

    save(client, calendar, type="briefing", open="press")
    shown = client.get(page).text
    client.post(f"{page}/filters/0/end")

    assert "<b>Briefing, Open to the press</b>" in shown
    assert queries.of_address(EMAIL).filters == []


def test_a_saved_filter_of_an_organiser_who_is_no_more_lets_nothing_through(client, registration):
    make_event(type="briefing")
    address, calendar = make_address(client, registration), queries.of_address(EMAIL)
    calendar.filters = [{"organiser": ["closed-agency"]}]
    db.session.commit()

    page = client.get(f"/my-calendar/{calendar.page_token}").text

    assert uids(client.get(address)) == [registration.event.uid]
    assert "<b>closed-agency</b>" in page


def test_filters_are_ten_at_most(client, registration):
    calendar = calendar_of()
    calendar.filters = [{"q": str(number)} for number in range(10)]
    db.session.commit()

    answer = save(client, calendar, type="briefing")

    assert answer.status_code == 422
    assert "at most 10 filters" in answer.text


def test_calendar_ends_with_the_last_that_is_known_of_its_person(client, registration, now):
    address = make_address(client, registration)
    card = make_card(email=EMAIL)

    retention.erase(registration, now=now)
    kept = services.forget_unknown(now)
    db.session.delete(card)
    gone = services.forget_unknown(now)
    db.session.commit()

    assert (kept, gone) == (0, 1)
    assert client.get(address).status_code == 404
